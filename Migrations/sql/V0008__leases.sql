-- Who works on an instance, and from when on an instance can go on by itself.

-- A run that is done within one transaction needs no lease: nobody else can write meanwhile. One that goes on after a
-- commit, since it waits for a service, holds one. `owner` is for people; by `machine` and `process` others know whether
-- the process of the owner still runs.
CREATE TABLE lease (
  instance INTEGER PRIMARY KEY REFERENCES instance (id),
  token INTEGER NOT NULL CHECK (token > 0),
  owner TEXT NOT NULL,
  machine TEXT NOT NULL,
  process INTEGER NOT NULL,
  acquired INTEGER NOT NULL,
  expires INTEGER NOT NULL CHECK (expires >= acquired)
) STRICT;

-- The token that was given last: tokens grow, and none is given twice.
CREATE TABLE lease_token (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

INSERT INTO lease_token (id, last) VALUES (1, 0);

CREATE TRIGGER lease_token_grows BEFORE UPDATE ON lease_token WHEN NEW.last <= OLD.last
BEGIN
  SELECT RAISE(ABORT, 'tokens of leases only grow');
END;

CREATE TRIGGER lease_token_stays BEFORE DELETE ON lease_token
BEGIN
  SELECT RAISE(ABORT, 'tokens of leases only grow');
END;

CREATE TRIGGER lease_new BEFORE INSERT ON lease WHEN NEW.token <> (SELECT last FROM lease_token)
BEGIN
  SELECT RAISE(ABORT, 'a lease takes a new token');
END;

CREATE TRIGGER lease_same BEFORE UPDATE OF instance, token ON lease
BEGIN
  SELECT RAISE(ABORT, 'a lease keeps its token');
END;

-- A save says under which lease it was made: its token, or nothing. It has to be the lease that there is.
ALTER TABLE instance ADD COLUMN fence INTEGER;

CREATE TRIGGER instance_fence BEFORE UPDATE OF revision ON instance
WHEN NEW.fence IS NOT (SELECT token FROM lease WHERE instance = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'a save is made under the lease of its instance');
END;

-- Stores of before do not know it of their instances: whoever works looks at each of them once.
ALTER TABLE instance ADD COLUMN due INTEGER;

UPDATE instance SET due = updated WHERE status IN ('active', 'waiting') OR id IN (SELECT receiver FROM message);

CREATE INDEX instance_due ON instance (due, process) WHERE due IS NOT NULL;
