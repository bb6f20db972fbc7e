-- Messages between instances: who waits for which, and those that are on their way.

-- Its keys grow: who began to wait first comes first. Without a correlation any message of the name is taken, else one
-- that has this key with these properties, as JSON: {key: {property: value}}.
CREATE TABLE subscription (
  id INTEGER PRIMARY KEY,
  instance INTEGER NOT NULL,
  task INTEGER NOT NULL,
  message INTEGER NOT NULL REFERENCES name (id),
  correlation TEXT,
  FOREIGN KEY (instance, task) REFERENCES task (instance, number)
) STRICT;

CREATE INDEX subscription_task ON subscription (instance, task);
CREATE INDEX subscription_message ON subscription (message, correlation);

-- A message is on its way from the save of its sender to that of its receiver. It has a receiver when it has been found
-- who waits for it, and that instance cannot run before somebody resumes it.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  name INTEGER NOT NULL REFERENCES name (id),
  payload TEXT,
  correlation TEXT,
  sent INTEGER NOT NULL,
  sender INTEGER REFERENCES instance (id),
  receiver INTEGER REFERENCES instance (id)
) STRICT;

CREATE INDEX message_receiver ON message (receiver);
CREATE INDEX message_sender ON message (sender);

-- The instances that were saved before there were subscriptions. They are subscribed before the first message is sent.
CREATE TABLE unsubscribed_instance (
  instance INTEGER PRIMARY KEY REFERENCES instance (id)
) STRICT;

INSERT INTO unsubscribed_instance (instance)
SELECT id FROM instance WHERE status IN ('active', 'waiting', 'error');
