PRAGMA application_id = 2003202932;
PRAGMA user_version = 10;

CREATE TABLE data_version (
  instance INTEGER NOT NULL REFERENCES instance (id),
  number INTEGER NOT NULL CHECK (number > 0),
  base INTEGER NOT NULL CHECK (base >= 0 AND base < number),
  written TEXT,
  removed TEXT,
  large_values INTEGER NOT NULL CHECK (large_values >= 0), whole TEXT,
  PRIMARY KEY (instance, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE data_version_value (
  instance INTEGER NOT NULL,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  value INTEGER NOT NULL REFERENCES large_value (id),
  PRIMARY KEY (instance, version, position),
  FOREIGN KEY (instance, version) REFERENCES data_version (instance, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX data_version_value_value ON data_version_value (value);

CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  content BLOB NOT NULL
) STRICT;

CREATE TRIGGER instance_fence BEFORE UPDATE OF revision ON instance
WHEN NEW.fence IS NOT (SELECT token FROM lease WHERE instance = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'a save is made under the lease of its instance');
END;

CREATE TABLE instance (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  spec INTEGER NOT NULL,
  process INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'waiting', 'completed', 'error', 'cancelled')),
  engine TEXT NOT NULL,
  seed INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  last_stamp INTEGER NOT NULL,
  task_count INTEGER NOT NULL CHECK (task_count >= 0),
  scope_count INTEGER NOT NULL CHECK (scope_count >= 0),
  version_count INTEGER NOT NULL CHECK (version_count >= 0),
  error_task INTEGER,
  error_bpmn_id TEXT,
  error_code TEXT,
  error_message TEXT,
  error_line INTEGER,
  error_script TEXT, waits_for INTEGER CHECK (waits_for BETWEEN 0 AND 63), fence INTEGER, due INTEGER, has_places INTEGER NOT NULL DEFAULT 0 CHECK (has_places IN (0, 1)),
  FOREIGN KEY (spec, process) REFERENCES spec (id, process),
  CHECK (status <> 'error' OR error_code IS NOT NULL),
  CHECK ((error_code IS NULL) = (error_task IS NULL) AND (error_code IS NULL) = (error_message IS NULL))
) STRICT;

CREATE INDEX instance_created ON instance (spec, status, created);

CREATE INDEX instance_due ON instance (due, process) WHERE due IS NOT NULL;

CREATE INDEX instance_updated ON instance (spec, status, updated);

CREATE INDEX instance_waits_condition ON instance (created) WHERE waits_for & 32;

CREATE INDEX instance_waits_message ON instance (created) WHERE waits_for & 8;

CREATE INDEX instance_waits_service ON instance (created) WHERE waits_for & 2;

CREATE INDEX instance_waits_signal ON instance (created) WHERE waits_for & 16;

CREATE INDEX instance_waits_timer ON instance (created) WHERE waits_for & 4;

CREATE INDEX instance_waits_unknown ON instance (created) WHERE waits_for IS NULL;

CREATE INDEX instance_waits_user ON instance (created) WHERE waits_for & 1;

CREATE TABLE instance_environment (
  instance INTEGER NOT NULL REFERENCES instance (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (instance, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX instance_environment_file ON instance_environment (file);

CREATE TRIGGER instance_event_stays BEFORE UPDATE ON instance_event
BEGIN
  SELECT RAISE(ABORT, 'the history is only added to');
END;

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

CREATE TRIGGER instance_save_stays BEFORE UPDATE ON instance_save
BEGIN
  SELECT RAISE(ABORT, 'the history is only added to');
END;

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

CREATE TABLE large_value (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  content TEXT NOT NULL
) STRICT;

CREATE TRIGGER lease_new BEFORE INSERT ON lease WHEN NEW.token <> (SELECT last FROM lease_token)
BEGIN
  SELECT RAISE(ABORT, 'a lease takes a new token');
END;

CREATE TRIGGER lease_same BEFORE UPDATE OF instance, token ON lease
BEGIN
  SELECT RAISE(ABORT, 'a lease keeps its token');
END;

CREATE TABLE lease (
  instance INTEGER PRIMARY KEY REFERENCES instance (id),
  token INTEGER NOT NULL CHECK (token > 0),
  owner TEXT NOT NULL,
  machine TEXT NOT NULL,
  process INTEGER NOT NULL,
  acquired INTEGER NOT NULL,
  expires INTEGER NOT NULL CHECK (expires >= acquired)
) STRICT;

CREATE TRIGGER lease_token_grows BEFORE UPDATE ON lease_token WHEN NEW.last <= OLD.last
BEGIN
  SELECT RAISE(ABORT, 'tokens of leases only grow');
END;

CREATE TRIGGER lease_token_stays BEFORE DELETE ON lease_token
BEGIN
  SELECT RAISE(ABORT, 'tokens of leases only grow');
END;

CREATE TABLE lease_token (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  name INTEGER NOT NULL REFERENCES name (id),
  payload TEXT,
  correlation TEXT,
  sent INTEGER NOT NULL,
  sender INTEGER REFERENCES instance (id),
  receiver INTEGER REFERENCES instance (id)
, kind TEXT NOT NULL DEFAULT 'message'
  CHECK (kind = 'message' OR (kind = 'signal' AND receiver IS NOT NULL)), expires INTEGER, is_waiting INTEGER NOT NULL DEFAULT 0
  CHECK (is_waiting = 0 OR (is_waiting = 1 AND receiver IS NULL AND expires IS NOT NULL))) STRICT;

CREATE INDEX message_expires ON message (expires) WHERE is_waiting = 1;

CREATE INDEX message_on_its_way ON message (id) WHERE receiver IS NULL AND is_waiting = 0;

CREATE INDEX message_receiver ON message (receiver) WHERE receiver IS NOT NULL;

CREATE INDEX message_sender ON message (sender) WHERE sender IS NOT NULL;

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

CREATE INDEX message_id_forgotten ON message_id (forgotten) WHERE message IS NULL;

CREATE INDEX message_id_message ON message_id (message) WHERE message IS NOT NULL;

CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE process (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

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

CREATE TABLE schema_migration (
  version INTEGER PRIMARY KEY CHECK (version > 0),
  name TEXT NOT NULL,
  checksum BLOB NOT NULL CHECK (length(checksum) = 32),
  applied INTEGER NOT NULL
) STRICT;

CREATE TABLE scope (
  instance INTEGER NOT NULL REFERENCES instance (id),
  number INTEGER NOT NULL CHECK (number >= 0),
  host INTEGER CHECK (host >= 0),
  process INTEGER NOT NULL REFERENCES name (id),
  is_completed INTEGER NOT NULL CHECK (is_completed IN (0, 1)),
  last_task INTEGER CHECK (last_task >= 0), root INTEGER CHECK (root >= 0),
  PRIMARY KEY (instance, number),
  CHECK ((number = 0) = (host IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE scope_data (
  instance INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('correlations', 'objects', 'results')),
  content TEXT NOT NULL,
  PRIMARY KEY (instance, scope, kind),
  FOREIGN KEY (instance, scope) REFERENCES scope (instance, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_index (
  id INTEGER PRIMARY KEY,
  process INTEGER NOT NULL REFERENCES process (id),
  path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('building', 'ready', 'removing')),
  filled INTEGER NOT NULL CHECK (filled >= 0),
  UNIQUE (process, path)
) STRICT;

CREATE TABLE search_value (
  search_index INTEGER NOT NULL REFERENCES search_index (id),
  value ANY NOT NULL CHECK (typeof(value) = 'text' OR typeof(value) = 'blob' AND length(value) = 32),
  created INTEGER NOT NULL,
  instance INTEGER NOT NULL REFERENCES instance (id),
  source INTEGER NOT NULL CHECK (source >= -1),
  PRIMARY KEY (search_index, value, created, instance, source)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX search_value_source ON search_value (instance, source, search_index);

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

CREATE TABLE spec (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  process INTEGER NOT NULL REFERENCES process (id),
  version INTEGER NOT NULL CHECK (version > 0),
  root TEXT NOT NULL CHECK (root IN ('process', 'collaboration')),
  dialect TEXT NOT NULL,
  created INTEGER NOT NULL,
  UNIQUE (process, version),
  UNIQUE (id, process)
) STRICT;

CREATE TABLE spec_file (
  spec INTEGER NOT NULL REFERENCES spec (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('bpmn', 'dmn', 'form', 'spiff')),
  name TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (spec, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX spec_file_file ON spec_file (file);

CREATE UNIQUE INDEX spec_file_form ON spec_file (spec, name) WHERE kind = 'form';

CREATE UNIQUE INDEX spec_file_model ON spec_file (spec, kind, file) WHERE kind <> 'form';

CREATE TABLE start_subscription (
  kind TEXT NOT NULL CHECK (kind IN ('message', 'signal')),
  name INTEGER NOT NULL REFERENCES name (id),
  process INTEGER NOT NULL REFERENCES process (id),
  spec INTEGER NOT NULL REFERENCES spec (id),
  PRIMARY KEY (kind, name, process)
) STRICT, WITHOUT ROWID;

CREATE INDEX start_subscription_spec ON start_subscription (spec);

CREATE TABLE subscription (
  id INTEGER PRIMARY KEY,
  instance INTEGER NOT NULL,
  task INTEGER NOT NULL,
  name INTEGER NOT NULL REFERENCES name (id),
  correlation TEXT, kind TEXT NOT NULL DEFAULT 'message' CHECK (kind IN ('message', 'signal')),
  FOREIGN KEY (instance, task) REFERENCES task (instance, number)
) STRICT;

CREATE INDEX subscription_message ON subscription (name, correlation) WHERE kind = 'message';

CREATE INDEX subscription_signal ON subscription (name, instance) WHERE kind = 'signal';

CREATE INDEX subscription_task ON subscription (instance, task);

CREATE TABLE task (
  instance INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 0),
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  parent INTEGER CHECK (parent >= 0 AND parent <> number),
  scope INTEGER NOT NULL,
  spec INTEGER NOT NULL REFERENCES name (id),
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 8),
  last_state_change INTEGER NOT NULL,
  data_version INTEGER,
  arrived_by INTEGER REFERENCES name (id),
  is_dormant INTEGER NOT NULL CHECK (is_dormant IN (0, 1)),
  internal_data TEXT, lane INTEGER REFERENCES name (id), depth INTEGER CHECK (depth >= 0), branch INTEGER CHECK (branch BETWEEN 0 AND number), previous_sibling INTEGER CHECK (previous_sibling < number), last_child INTEGER CHECK (last_child > number), inside INTEGER CHECK (inside > 0), holds_token INTEGER NOT NULL DEFAULT 0 CHECK (holds_token IN (0, 1)),
  PRIMARY KEY (instance, number),
  UNIQUE (instance, uuid),
  FOREIGN KEY (instance, scope) REFERENCES scope (instance, number),
  FOREIGN KEY (instance, data_version) REFERENCES data_version (instance, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_lane ON task (lane) WHERE lane IS NOT NULL;

CREATE INDEX task_open ON task (instance, number) WHERE state < 6 OR state = 7 OR holds_token = 1;

CREATE TABLE unsubscribed_instance (
  instance INTEGER PRIMARY KEY REFERENCES instance (id)
) STRICT;

CREATE TABLE unsubscribed_spec (
  spec INTEGER PRIMARY KEY REFERENCES spec (id)
) STRICT;

CREATE TABLE waiting_message (
  name INTEGER NOT NULL REFERENCES name (id),
  correlation TEXT NOT NULL,
  message INTEGER NOT NULL REFERENCES message (id),
  PRIMARY KEY (name, correlation, message)
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_message_message ON waiting_message (message);
