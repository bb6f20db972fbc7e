-- Finding instances: by what they wait for, by lanes, by values of their data, in the order of two moments.

-- What the open tasks of an instance wait for, as bits: 1 a person, 2 a service, 4 a timer, 8 a message, 16 a signal,
-- 32 a condition. NULL: it is not known, since the instance was saved last before this was kept.
ALTER TABLE instance ADD COLUMN waits_for INTEGER CHECK (waits_for BETWEEN 0 AND 63);
UPDATE instance SET waits_for = 0 WHERE status IN ('completed', 'cancelled');

-- Each list is merged from these, a part of one index for each specification and status that fits. A save changes
-- `updated`, and with it the second; all others only change where what they are about does.
DROP INDEX instance_process;
DROP INDEX instance_process_status;
DROP INDEX instance_spec;
DROP INDEX instance_status;
CREATE INDEX instance_created ON instance (spec, status, created);
CREATE INDEX instance_updated ON instance (spec, status, updated);

CREATE INDEX instance_waits_user ON instance (created) WHERE waits_for & 1;
CREATE INDEX instance_waits_service ON instance (created) WHERE waits_for & 2;
CREATE INDEX instance_waits_timer ON instance (created) WHERE waits_for & 4;
CREATE INDEX instance_waits_message ON instance (created) WHERE waits_for & 8;
CREATE INDEX instance_waits_signal ON instance (created) WHERE waits_for & 16;
CREATE INDEX instance_waits_condition ON instance (created) WHERE waits_for & 32;
CREATE INDEX instance_waits_unknown ON instance (created) WHERE waits_for IS NULL;

-- The lane of a task that a person can complete; NULL otherwise.
ALTER TABLE task ADD COLUMN lane INTEGER REFERENCES name (id);
CREATE INDEX task_lane ON task (lane) WHERE lane IS NOT NULL;

-- The paths of data by which the instances of a process can be found. `path` is a list of names, in JSON. While it is
-- 'building' the instances up to the key `filled` have their rows; saves write rows from the beginning on. One that is
-- 'removing' loses its rows, and then itself.
CREATE TABLE search_index (
  id INTEGER PRIMARY KEY,
  process INTEGER NOT NULL REFERENCES process (id),
  path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('building', 'ready', 'removing')),
  filled INTEGER NOT NULL CHECK (filled >= 0),
  UNIQUE (process, path)
) STRICT;

-- The values at these paths: in the data of an active task, whose number is `source`, or, where that is -1, in the
-- workflow data. `value` is the value's JSON, or, where that is long, its hash. `created` is the instance's, for the
-- order.
CREATE TABLE search_value (
  search_index INTEGER NOT NULL REFERENCES search_index (id),
  value ANY NOT NULL CHECK (typeof(value) = 'text' OR typeof(value) = 'blob' AND length(value) = 32),
  created INTEGER NOT NULL,
  instance INTEGER NOT NULL REFERENCES instance (id),
  source INTEGER NOT NULL CHECK (source >= -1),
  PRIMARY KEY (search_index, value, created, instance, source)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX search_value_source ON search_value (instance, source, search_index);
