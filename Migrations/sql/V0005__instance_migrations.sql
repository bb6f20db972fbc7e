-- Instances that were moved from one specification to another.

-- What an instance has finished tasks of, and its specification no longer has: task specs by their names, of processes
-- by theirs; with what the former diagram said of the element, where they stand for one.
CREATE TABLE retired_element (
  instance INTEGER NOT NULL REFERENCES instance (id),
  process INTEGER NOT NULL REFERENCES name (id),
  spec INTEGER NOT NULL REFERENCES name (id),
  element TEXT,
  type TEXT,
  title TEXT,
  PRIMARY KEY (instance, process, spec),
  CHECK ((element IS NULL) = (type IS NULL) AND (title IS NULL OR element IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- The journal. `revision` is the instance's that the migration made. `former` is what it takes to undo it (JSON), until
-- it is undone.
CREATE TABLE instance_migration (
  id INTEGER PRIMARY KEY,
  instance INTEGER NOT NULL REFERENCES instance (id),
  from_spec INTEGER NOT NULL REFERENCES spec (id),
  to_spec INTEGER NOT NULL REFERENCES spec (id),
  moment INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 1),
  undone INTEGER,
  former TEXT,
  UNIQUE (instance, revision),
  CHECK ((undone IS NULL) = (former IS NOT NULL)),
  CHECK (from_spec <> to_spec)
) STRICT;

CREATE INDEX instance_migration_from ON instance_migration (from_spec);
CREATE INDEX instance_migration_to ON instance_migration (to_spec);
