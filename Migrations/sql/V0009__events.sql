-- Events that find who waits for them: signals are subscribed to like messages, messages are kept for those who wait
-- later, and processes that begin with an event are found by it.

-- What a task waits for: a message, or a signal.
ALTER TABLE subscription RENAME COLUMN message TO name;
ALTER TABLE subscription ADD COLUMN kind TEXT NOT NULL DEFAULT 'message' CHECK (kind IN ('message', 'signal'));

DROP INDEX subscription_message;
CREATE INDEX subscription_message ON subscription (name, correlation) WHERE kind = 'message';
CREATE INDEX subscription_signal ON subscription (name, instance) WHERE kind = 'signal';

-- Which of their tasks wait for signals is not known yet of instances that were saved before.
INSERT OR IGNORE INTO unsubscribed_instance (instance)
SELECT id FROM instance WHERE status NOT IN ('completed', 'cancelled');

-- A message is on its way, or kept for a receiver, which may be a signal, too; or it waits for somebody who fits, until
-- it expires. `expires` is missing where it was never said.
ALTER TABLE message ADD COLUMN kind TEXT NOT NULL DEFAULT 'message'
  CHECK (kind = 'message' OR (kind = 'signal' AND receiver IS NOT NULL));
ALTER TABLE message ADD COLUMN expires INTEGER;
ALTER TABLE message ADD COLUMN is_waiting INTEGER NOT NULL DEFAULT 0
  CHECK (is_waiting = 0 OR (is_waiting = 1 AND receiver IS NULL AND expires IS NOT NULL));

DROP INDEX message_receiver;
DROP INDEX message_sender;
CREATE INDEX message_receiver ON message (receiver) WHERE receiver IS NOT NULL;
CREATE INDEX message_sender ON message (sender) WHERE sender IS NOT NULL;
CREATE INDEX message_on_its_way ON message (id) WHERE receiver IS NULL AND is_waiting = 0;
CREATE INDEX message_expires ON message (expires) WHERE is_waiting = 1;

-- What a waiting message is found by: its name with each of its correlations, and with '' for those who take any.
CREATE TABLE waiting_message (
  name INTEGER NOT NULL REFERENCES name (id),
  correlation TEXT NOT NULL,
  message INTEGER NOT NULL REFERENCES message (id),
  PRIMARY KEY (name, correlation, message)
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_message_message ON waiting_message (message);

-- What became of a message that its sender has given an id. `message` while it is there; then `outcome`.
CREATE TABLE message_id (
  name INTEGER NOT NULL REFERENCES name (id),
  id TEXT NOT NULL,
  message INTEGER REFERENCES message (id),
  outcome TEXT CHECK (outcome IN ('taken', 'started', 'expired', 'deleted')),
  receiver BLOB CHECK (length(receiver) = 16),
  forgotten INTEGER NOT NULL,
  PRIMARY KEY (name, id),
  CHECK ((message IS NULL) = (outcome IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX message_id_message ON message_id (message) WHERE message IS NOT NULL;
CREATE INDEX message_id_forgotten ON message_id (forgotten) WHERE message IS NULL;

-- A signal on its way to all who waited when it was sent: to the instances with subscriptions up to the last one there
-- was, in the order of their keys, then to the processes up to the last one. `instance` and `process` is how far it came.
-- The key of one that everybody has is given again: with the token it is this signal.
CREATE TABLE signal (
  id INTEGER PRIMARY KEY,
  token INTEGER NOT NULL DEFAULT (random()),
  name INTEGER NOT NULL REFERENCES name (id),
  payload TEXT,
  sent INTEGER NOT NULL,
  sender INTEGER REFERENCES instance (id),
  last_subscription INTEGER NOT NULL,
  last_process INTEGER NOT NULL,
  instance INTEGER NOT NULL DEFAULT 0,
  process INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX signal_sender ON signal (sender) WHERE sender IS NOT NULL;

-- What the newest version of a process begins with.
CREATE TABLE start_subscription (
  kind TEXT NOT NULL CHECK (kind IN ('message', 'signal')),
  name INTEGER NOT NULL REFERENCES name (id),
  process INTEGER NOT NULL REFERENCES process (id),
  spec INTEGER NOT NULL REFERENCES spec (id),
  PRIMARY KEY (kind, name, process)
) STRICT, WITHOUT ROWID;

CREATE INDEX start_subscription_spec ON start_subscription (spec);

-- The newest versions of processes whose start events nobody has looked at yet.
CREATE TABLE unsubscribed_spec (
  spec INTEGER PRIMARY KEY REFERENCES spec (id)
) STRICT;

INSERT INTO unsubscribed_spec (spec)
SELECT id FROM spec WHERE version = (SELECT max(version) FROM spec AS other WHERE other.process = spec.process);

CREATE TRIGGER spec_begins AFTER INSERT ON spec
BEGIN
  DELETE FROM start_subscription WHERE spec IN (SELECT id FROM spec WHERE process = NEW.process);
  DELETE FROM unsubscribed_spec WHERE spec IN (SELECT id FROM spec WHERE process = NEW.process);
  INSERT INTO unsubscribed_spec (spec)
  SELECT id FROM spec WHERE process = NEW.process ORDER BY version DESC LIMIT 1;
END;

CREATE TRIGGER spec_ends BEFORE DELETE ON spec
BEGIN
  DELETE FROM start_subscription WHERE spec = OLD.id;
  DELETE FROM unsubscribed_spec WHERE spec = OLD.id;
  INSERT OR IGNORE INTO unsubscribed_spec (spec)
  SELECT id FROM (SELECT id, version FROM spec WHERE process = OLD.process AND id <> OLD.id ORDER BY version DESC LIMIT 1)
  WHERE version < OLD.version;
END;
