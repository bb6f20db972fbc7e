-- The history of instances: who had them saved, and what happened to them that no task tells. It is only added to:
-- rows are deleted where they are older than is to be kept, and with their instance.

-- A save. It wrote the changes of tasks with stamps after `former_stamp`, up to `last_stamp`: who has completed a task,
-- under which engine, is told by the save that its stamp falls into. Without `former_stamp`: all from the beginning.
-- `user` is missing where nobody was named. Without `engine` the tasks were done elsewhere, and imported, or before there
-- was a history: by whom, is not known. `events` is how many there are of the save.
CREATE TABLE instance_save (
  instance INTEGER NOT NULL REFERENCES instance (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  former_stamp INTEGER,
  last_stamp INTEGER NOT NULL,
  user INTEGER REFERENCES name (id),
  engine INTEGER REFERENCES name (id),
  events INTEGER NOT NULL CHECK (events >= 0),
  PRIMARY KEY (instance, revision)
) STRICT, WITHOUT ROWID;

-- What happened, in its order. `task` may be one that is no longer there. `detail` is an object in JSON.
CREATE TABLE instance_event (
  instance INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN (
    'started', 'imported', 'engine_changed', 'environment_changed', 'task_failed', 'task_retried', 'message_received',
    'signal_received', 'error_received', 'escalation_received', 'error_raised', 'message_sent', 'timer_fired',
    'service_called', 'migrated', 'migration_undone', 'completed', 'cancelled')),
  moment INTEGER NOT NULL,
  task INTEGER CHECK (task >= 0),
  name TEXT,
  detail TEXT,
  PRIMARY KEY (instance, revision, position),
  FOREIGN KEY (instance, revision) REFERENCES instance_save (instance, revision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER instance_save_stays BEFORE UPDATE ON instance_save
BEGIN
  SELECT RAISE(ABORT, 'the history is only added to');
END;

CREATE TRIGGER instance_event_stays BEFORE UPDATE ON instance_event
BEGIN
  SELECT RAISE(ABORT, 'the history is only added to');
END;

INSERT INTO instance_save (instance, revision, last_stamp, events)
SELECT id, revision, last_stamp, 0 FROM instance;
