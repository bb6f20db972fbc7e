PRAGMA application_id = 2003202932;
PRAGMA user_version = 9;
CREATE TABLE schema_migration (
  version INTEGER PRIMARY KEY CHECK (version > 0),
  name TEXT NOT NULL,
  checksum BLOB NOT NULL CHECK (length(checksum) = 32),
  applied INTEGER NOT NULL
) STRICT;
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  content BLOB NOT NULL
) STRICT;
CREATE TABLE process (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
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
  error_script TEXT, waits_for INTEGER CHECK (waits_for BETWEEN 0 AND 63), fence INTEGER, due INTEGER,
  FOREIGN KEY (spec, process) REFERENCES spec (id, process),
  CHECK (status <> 'error' OR error_code IS NOT NULL),
  CHECK ((error_code IS NULL) = (error_task IS NULL) AND (error_code IS NULL) = (error_message IS NULL))
) STRICT;
CREATE TABLE instance_environment (
  instance INTEGER NOT NULL REFERENCES instance (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (instance, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE scope (
  instance INTEGER NOT NULL REFERENCES instance (id),
  number INTEGER NOT NULL CHECK (number >= 0),
  host INTEGER CHECK (host >= 0),
  process INTEGER NOT NULL REFERENCES name (id),
  is_completed INTEGER NOT NULL CHECK (is_completed IN (0, 1)),
  last_task INTEGER CHECK (last_task >= 0),
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
CREATE TABLE data_version (
  instance INTEGER NOT NULL REFERENCES instance (id),
  number INTEGER NOT NULL CHECK (number > 0),
  base INTEGER NOT NULL CHECK (base >= 0 AND base < number),
  written TEXT,
  removed TEXT,
  large_values INTEGER NOT NULL CHECK (large_values >= 0),
  PRIMARY KEY (instance, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE large_value (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  content TEXT NOT NULL
) STRICT;
CREATE TABLE data_version_value (
  instance INTEGER NOT NULL,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  value INTEGER NOT NULL REFERENCES large_value (id),
  PRIMARY KEY (instance, version, position),
  FOREIGN KEY (instance, version) REFERENCES data_version (instance, number)
) STRICT, WITHOUT ROWID;
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
  internal_data TEXT, lane INTEGER REFERENCES name (id),
  PRIMARY KEY (instance, number),
  UNIQUE (instance, uuid),
  FOREIGN KEY (instance, scope) REFERENCES scope (instance, number),
  FOREIGN KEY (instance, data_version) REFERENCES data_version (instance, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE subscription (
  id INTEGER PRIMARY KEY,
  instance INTEGER NOT NULL,
  task INTEGER NOT NULL,
  name INTEGER NOT NULL REFERENCES name (id),
  correlation TEXT, kind TEXT NOT NULL DEFAULT 'message' CHECK (kind IN ('message', 'signal')),
  FOREIGN KEY (instance, task) REFERENCES task (instance, number)
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
CREATE TABLE unsubscribed_instance (
  instance INTEGER PRIMARY KEY REFERENCES instance (id)
) STRICT;
CREATE TABLE spec_file (
  spec INTEGER NOT NULL REFERENCES spec (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('bpmn', 'dmn', 'form', 'spiff')),
  name TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (spec, position)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE lease (
  instance INTEGER PRIMARY KEY REFERENCES instance (id),
  token INTEGER NOT NULL CHECK (token > 0),
  owner TEXT NOT NULL,
  machine TEXT NOT NULL,
  process INTEGER NOT NULL,
  acquired INTEGER NOT NULL,
  expires INTEGER NOT NULL CHECK (expires >= acquired)
) STRICT;
CREATE TABLE lease_token (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;
CREATE TABLE waiting_message (
  name INTEGER NOT NULL REFERENCES name (id),
  correlation TEXT NOT NULL,
  message INTEGER NOT NULL REFERENCES message (id),
  PRIMARY KEY (name, correlation, message)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE start_subscription (
  kind TEXT NOT NULL CHECK (kind IN ('message', 'signal')),
  name INTEGER NOT NULL REFERENCES name (id),
  process INTEGER NOT NULL REFERENCES process (id),
  spec INTEGER NOT NULL REFERENCES spec (id),
  PRIMARY KEY (kind, name, process)
) STRICT, WITHOUT ROWID;
CREATE TABLE unsubscribed_spec (
  spec INTEGER PRIMARY KEY REFERENCES spec (id)
) STRICT;
CREATE INDEX instance_environment_file ON instance_environment (file);
CREATE INDEX data_version_value_value ON data_version_value (value);
CREATE INDEX subscription_task ON subscription (instance, task);
CREATE INDEX spec_file_file ON spec_file (file);
CREATE UNIQUE INDEX spec_file_model ON spec_file (spec, kind, file) WHERE kind <> 'form';
CREATE UNIQUE INDEX spec_file_form ON spec_file (spec, name) WHERE kind = 'form';
CREATE INDEX instance_migration_from ON instance_migration (from_spec);
CREATE INDEX instance_migration_to ON instance_migration (to_spec);
CREATE INDEX instance_created ON instance (spec, status, created);
CREATE INDEX instance_updated ON instance (spec, status, updated);
CREATE INDEX instance_waits_user ON instance (created) WHERE waits_for & 1;
CREATE INDEX instance_waits_service ON instance (created) WHERE waits_for & 2;
CREATE INDEX instance_waits_timer ON instance (created) WHERE waits_for & 4;
CREATE INDEX instance_waits_message ON instance (created) WHERE waits_for & 8;
CREATE INDEX instance_waits_signal ON instance (created) WHERE waits_for & 16;
CREATE INDEX instance_waits_condition ON instance (created) WHERE waits_for & 32;
CREATE INDEX instance_waits_unknown ON instance (created) WHERE waits_for IS NULL;
CREATE INDEX task_lane ON task (lane) WHERE lane IS NOT NULL;
CREATE UNIQUE INDEX search_value_source ON search_value (instance, source, search_index);
CREATE INDEX instance_due ON instance (due, process) WHERE due IS NOT NULL;
CREATE INDEX subscription_message ON subscription (name, correlation) WHERE kind = 'message';
CREATE INDEX subscription_signal ON subscription (name, instance) WHERE kind = 'signal';
CREATE INDEX message_receiver ON message (receiver) WHERE receiver IS NOT NULL;
CREATE INDEX message_sender ON message (sender) WHERE sender IS NOT NULL;
CREATE INDEX message_on_its_way ON message (id) WHERE receiver IS NULL AND is_waiting = 0;
CREATE INDEX message_expires ON message (expires) WHERE is_waiting = 1;
CREATE INDEX waiting_message_message ON waiting_message (message);
CREATE INDEX message_id_message ON message_id (message) WHERE message IS NOT NULL;
CREATE INDEX message_id_forgotten ON message_id (forgotten) WHERE message IS NULL;
CREATE INDEX signal_sender ON signal (sender) WHERE sender IS NOT NULL;
CREATE INDEX start_subscription_spec ON start_subscription (spec);
INSERT INTO schema_migration VALUES (1, 'instances', X'e5a682e44af55a02679fb2c23eb343193bf1d4dd61deface7cb5e1556e22d6a0', 0);
INSERT INTO schema_migration VALUES (2, 'forms', X'f3733333ae347e6a220519e7b2fec7461e006b2406cde377ace52494321fb083', 0);
INSERT INTO schema_migration VALUES (3, 'messages', X'5a38be4701e42803b1c69f28eda7c7caaa58fb1e330b56df1b15c225b0e33687', 0);
INSERT INTO schema_migration VALUES (4, 'spiffworkflow_specs', X'2c25df80bf3b6648c073033382ee3d50578f1f99e5aaa02a1901c04d8d99a8eb', 0);
INSERT INTO schema_migration VALUES (5, 'instance_migrations', X'4e5087fb9204c20b2971a7ee54f74d0803190ba92989abf61ae99e20231e503b', 0);
INSERT INTO schema_migration VALUES (6, 'history', X'5e10892b2452a3993e73e79688a3d73966191fac33b35bd5f66b76a11b036121', 0);
INSERT INTO schema_migration VALUES (7, 'search', X'24a7df5b45345450be22d5375230ddbff93774327d865a52ce725b5262b3afee', 0);
INSERT INTO schema_migration VALUES (8, 'leases', X'6b41bce1ce992bf165f38de15f9aface298347f25f0aa77e8736d9c0fc08aa06', 0);
INSERT INTO schema_migration VALUES (9, 'events', X'765163931fb60a899b8a9053e76c1c238500cfc1f4fdda28cb71c0a22b8bf700', 0);
INSERT INTO file VALUES (1, X'a5821efbda581ca61ac5bd144d81a5bd9b401a7ff098db2ef7f37d08ecad3b76', CAST('<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" id="definitions" targetNamespace="tests">
  <message id="answer" name="answer">
    <extensionElements><spiffworkflow:messagePayload>text</spiffworkflow:messagePayload><spiffworkflow:messageVariable>reply</spiffworkflow:messageVariable></extensionElements>
  </message>
  <!-- A person''s task inside a subprocess, with data of many kinds. -->
  <process id="approval" isExecutable="true">
    <startEvent id="approval_start" />
    <scriptTask id="prepare">
      <script>from datetime import date
from decimal import Decimal
order = {''number'': 10 ** 30, ''due'': date(2026, 2, 28), ''price'': Decimal(''19.90''), ''tags'': {''a''}, ''note'': ''naïve ☃''}
history = [''step %d'' % number for number in range(20)]
letter = ''Dear customer, '' * 100</script>
    </scriptTask>
    <subProcess id="review">
      <startEvent id="review_start" />
      <userTask id="approve" />
      <scriptTask id="note"><script>history.append(''approved'')</script></scriptTask>
      <endEvent id="review_end" />
      <sequenceFlow id="a3" sourceRef="review_start" targetRef="approve" />
      <sequenceFlow id="a4" sourceRef="approve" targetRef="note" />
      <sequenceFlow id="a5" sourceRef="note" targetRef="review_end" />
    </subProcess>
    <scriptTask id="conclude">
      <script>total = order[''price''] * 2
length = len(letter)</script>
    </scriptTask>
    <endEvent id="approval_end" />
    <sequenceFlow id="a1" sourceRef="approval_start" targetRef="prepare" />
    <sequenceFlow id="a2" sourceRef="prepare" targetRef="review" />
    <sequenceFlow id="a6" sourceRef="review" targetRef="conclude" />
    <sequenceFlow id="a7" sourceRef="conclude" targetRef="approval_end" />
  </process>
  <!-- A timer. -->
  <process id="reminder" isExecutable="true">
    <startEvent id="reminder_start" />
    <intermediateCatchEvent id="tomorrow">
      <timerEventDefinition><timeDuration>"P1D"</timeDuration></timerEventDefinition>
    </intermediateCatchEvent>
    <scriptTask id="remind"><script>reminded = True</script></scriptTask>
    <endEvent id="reminder_end" />
    <sequenceFlow id="t1" sourceRef="reminder_start" targetRef="tomorrow" />
    <sequenceFlow id="t2" sourceRef="tomorrow" targetRef="remind" />
    <sequenceFlow id="t3" sourceRef="remind" targetRef="reminder_end" />
  </process>
  <!-- A message that another instance sends. -->
  <process id="question" isExecutable="true">
    <startEvent id="question_start" />
    <receiveTask id="listen" messageRef="answer" />
    <endEvent id="question_end" />
    <sequenceFlow id="m1" sourceRef="question_start" targetRef="listen" />
    <sequenceFlow id="m2" sourceRef="listen" targetRef="question_end" />
  </process>
  <process id="reply" isExecutable="true">
    <startEvent id="reply_start" />
    <sendTask id="send" messageRef="answer" />
    <endEvent id="reply_end" />
    <sequenceFlow id="s1" sourceRef="reply_start" targetRef="send" />
    <sequenceFlow id="s2" sourceRef="send" targetRef="reply_end" />
  </process>
  <!-- Several tasks of one element, of which one is done. -->
  <process id="survey" isExecutable="true">
    <startEvent id="survey_start" />
    <userTask id="ask">
      <multiInstanceLoopCharacteristics isSequential="true">
        <loopDataInputRef>people</loopDataInputRef>
        <loopDataOutputRef>answers</loopDataOutputRef>
        <inputDataItem id="person" name="person" />
        <outputDataItem id="said" name="said" />
      </multiInstanceLoopCharacteristics>
    </userTask>
    <endEvent id="survey_end" />
    <sequenceFlow id="v1" sourceRef="survey_start" targetRef="ask" />
    <sequenceFlow id="v2" sourceRef="ask" targetRef="survey_end" />
  </process>
  <!-- A script that failed, and is tried again with another environment module. -->
  <process id="failure" isExecutable="true">
    <startEvent id="failure_start" />
    <scriptTask id="divide"><script>quotient = divided(1, divisor)</script></scriptTask>
    <endEvent id="failure_end" />
    <sequenceFlow id="f1" sourceRef="failure_start" targetRef="divide" />
    <sequenceFlow id="f2" sourceRef="divide" targetRef="failure_end" />
  </process>
</definitions>
' AS BLOB));
INSERT INTO file VALUES (2, X'84425f50fe168ce0788df3d2731408c1f246c188f60b60940bdf0b9c0a49247b', CAST('def divided(dividend, divisor):
    return dividend / divisor
' AS BLOB));
INSERT INTO process VALUES (1, 'approval');
INSERT INTO process VALUES (2, 'reminder');
INSERT INTO process VALUES (3, 'reply');
INSERT INTO process VALUES (4, 'survey');
INSERT INTO process VALUES (5, 'failure');
INSERT INTO process VALUES (6, 'question');
INSERT INTO spec VALUES (1, X'dd37016b22cdbcf395d6a2e28524cdba9fec0306a02c72257e8599e15c870933', 1, 1, 'process', 'spiff', 1767225600000000);
INSERT INTO spec VALUES (2, X'52bba83ce2b5cb0b0f86e9839b0d92f7e1e0be8f24cede6b089c2000fc5b16a7', 2, 1, 'process', 'spiff', 1767225600000000);
INSERT INTO spec VALUES (3, X'ff8a669cfa3d38a01db2870c88ed033c64f05311e87fc958d6d28cb964378e25', 3, 1, 'process', 'spiff', 1767225600000000);
INSERT INTO spec VALUES (4, X'dd7dab29098069f2f40b31e03e5fd2ccdd72eac09c05f0e5ac3e65cbaee9ff52', 4, 1, 'process', 'spiff', 1767225600000000);
INSERT INTO spec VALUES (5, X'0515af5b56c444837765603657acd1cc06296b753335799d2a364f50e2c810bc', 5, 1, 'process', 'spiff', 1767225600000000);
INSERT INTO spec VALUES (6, X'5fbb296d48a5f0dfc90c5790ff915d6d85cce9969ddb288a99c0c490d3bf1412', 6, 1, 'process', 'spiff', 1767232800000000);
INSERT INTO instance VALUES (1, X'019b76daa800700088377e6376fc3289', 1, 1, 'active', 'restricted', 2576609983960450982, 1, 1767225600000000, 1767225600000000, 1767225600000018, 7, 2, 1, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL);
INSERT INTO instance VALUES (2, X'019b76daa8007000aecf1dbd42d50e0e', 2, 2, 'waiting', 'restricted', -6093191383198303794, 1, 1767225600000000, 1767225600000000, 1767225600000007, 3, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, 4, NULL, 1767312000000000);
INSERT INTO instance VALUES (3, X'019b76daa8007000b0ad670c8c6cf083', 3, 3, 'completed', 'restricted', 2133065198118839075, 1, 1767225600000000, 1767225600000000, 1767225600000018, 6, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL);
INSERT INTO instance VALUES (4, X'019b76daa8007000af9198ed35187548', 4, 4, 'active', 'restricted', 1877550616353374445, 2, 1767225600000000, 1767225600000000, 1767225600000012, 5, 1, 6, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL);
INSERT INTO instance VALUES (5, X'019b76daa800700090ea75664d762cdd', 5, 5, 'error', 'restricted', -6191858419252643167, 1, 1767225600000000, 1767225600000000, 1767225600000008, 3, 1, 1, 2, 'divide', 'script_exception', 'ZeroDivisionError: division by zero', 1, 'quotient = divided(1, divisor)', 0, NULL, NULL);
INSERT INTO instance VALUES (6, X'019b7748850070008b0a26a2be29435a', 6, 6, 'waiting', 'restricted', 6914960714933089876, 1, 1767232800000000, 1767232800000000, 1767232800000007, 3, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, 8, NULL, NULL);
INSERT INTO instance_environment VALUES (5, 0, 'division.py', 2);
INSERT INTO name VALUES (1, 'approval');
INSERT INTO name VALUES (2, 'review');
INSERT INTO name VALUES (3, 'Start');
INSERT INTO name VALUES (4, 'approval_start');
INSERT INTO name VALUES (5, 'prepare');
INSERT INTO name VALUES (6, 'a1');
INSERT INTO name VALUES (7, 'a2');
INSERT INTO name VALUES (8, 'review_start');
INSERT INTO name VALUES (9, 'approve');
INSERT INTO name VALUES (10, 'a3');
INSERT INTO name VALUES (11, 'root');
INSERT INTO name VALUES (12, 'restricted');
INSERT INTO name VALUES (13, 'reminder');
INSERT INTO name VALUES (14, 'reminder_start');
INSERT INTO name VALUES (15, 'tomorrow');
INSERT INTO name VALUES (16, 't1');
INSERT INTO name VALUES (17, 'reply');
INSERT INTO name VALUES (18, 'reply_start');
INSERT INTO name VALUES (19, 'send');
INSERT INTO name VALUES (20, 's1');
INSERT INTO name VALUES (21, 'reply_end');
INSERT INTO name VALUES (22, 's2');
INSERT INTO name VALUES (23, 'reply.EndJoin');
INSERT INTO name VALUES (24, 'End');
INSERT INTO name VALUES (25, 'answer');
INSERT INTO name VALUES (26, 'survey');
INSERT INTO name VALUES (27, 'survey_start');
INSERT INTO name VALUES (28, 'ask');
INSERT INTO name VALUES (29, 'v1');
INSERT INTO name VALUES (30, 'ask [child]');
INSERT INTO name VALUES (31, 'failure');
INSERT INTO name VALUES (32, 'failure_start');
INSERT INTO name VALUES (33, 'divide');
INSERT INTO name VALUES (34, 'f1');
INSERT INTO name VALUES (35, 'question');
INSERT INTO name VALUES (36, 'question_start');
INSERT INTO name VALUES (37, 'listen');
INSERT INTO name VALUES (38, 'm1');
INSERT INTO name VALUES (39, 'rumour');
INSERT INTO scope VALUES (1, 0, NULL, 1, 0, 2);
INSERT INTO scope VALUES (1, 1, 3, 2, 0, 5);
INSERT INTO scope VALUES (2, 0, NULL, 13, 0, 1);
INSERT INTO scope VALUES (3, 0, NULL, 17, 1, 5);
INSERT INTO scope VALUES (4, 0, NULL, 26, 0, 3);
INSERT INTO scope VALUES (5, 0, NULL, 31, 0, 1);
INSERT INTO scope VALUES (6, 0, NULL, 35, 0, 1);
INSERT INTO scope_data VALUES (3, 0, 'results', '{"text":"nobody listens yet"}');
INSERT INTO data_version VALUES (1, 1, 0, '{"order":{"number":1000000000000000000000000000000,"due":{"value":"2026-02-28","typename":"date"},"price":{"value":"19.90","typename":"Decimal"},"tags":{"items":["a"],"typename":"set"},"note":"naïve ☃"},"history":["step 0","step 1","step 2","step 3","step 4","step 5","step 6","step 7","step 8","step 9","step 10","step 11","step 12","step 13","step 14","step 15","step 16","step 17","step 18","step 19"],"letter":null}', NULL, 1);
INSERT INTO data_version VALUES (3, 1, 0, '{"text":"nobody listens yet"}', NULL, 0);
INSERT INTO data_version VALUES (4, 1, 0, '{"people":["Ada","Grace","Edsger"]}', NULL, 0);
INSERT INTO data_version VALUES (4, 2, 1, '{"answers":[]}', NULL, 0);
INSERT INTO data_version VALUES (4, 3, 2, '{"person":"Ada"}', NULL, 0);
INSERT INTO data_version VALUES (4, 4, 2, '{"answers":["yes"]}', NULL, 0);
INSERT INTO data_version VALUES (4, 5, 3, '{"said":"yes"}', NULL, 0);
INSERT INTO data_version VALUES (4, 6, 4, '{"person":"Grace"}', NULL, 0);
INSERT INTO data_version VALUES (5, 1, 0, '{"divisor":0}', NULL, 0);
INSERT INTO large_value VALUES (1, X'7090bfe045aaf6b86ffc29fa8f75d1572b2f540f8de6e30fdfca24c911dd61cf', '"Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, Dear customer, "');
INSERT INTO data_version_value VALUES (1, 1, 2, 1);
INSERT INTO task VALUES (1, 0, X'019b76daa800700088377e63c64a3fa2', NULL, 0, 3, 6, 1767225600000002, NULL, NULL, 0, NULL, NULL);
INSERT INTO task VALUES (1, 1, X'019b76daa800700088377e6485cf61d2', 0, 0, 4, 6, 1767225600000005, NULL, 3, 0, NULL, NULL);
INSERT INTO task VALUES (1, 2, X'019b76daa800700088377e649201a9b0', 1, 0, 5, 6, 1767225600000008, 1, 6, 0, NULL, NULL);
INSERT INTO task VALUES (1, 3, X'019b76daa800700088377e64964ddb6d', 2, 0, 2, 5, 1767225600000015, 1, 7, 0, NULL, NULL);
INSERT INTO task VALUES (1, 4, X'019b76daa800700088377e6539ab83c9', NULL, 1, 3, 6, 1767225600000012, 1, NULL, 0, NULL, NULL);
INSERT INTO task VALUES (1, 5, X'019b76daa800700088377e661287e431', 4, 1, 8, 6, 1767225600000016, 1, 3, 0, NULL, NULL);
INSERT INTO task VALUES (1, 6, X'019b76daa800700088377e668e0de766', 5, 1, 9, 4, 1767225600000018, 1, 10, 0, NULL, NULL);
INSERT INTO task VALUES (2, 0, X'019b76daa8007000aecf1dbd7b795940', NULL, 0, 3, 6, 1767225600000002, NULL, NULL, 0, NULL, NULL);
INSERT INTO task VALUES (2, 1, X'019b76daa8007000aecf1dbe55857327', 0, 0, 14, 6, 1767225600000005, NULL, 3, 0, NULL, NULL);
INSERT INTO task VALUES (2, 2, X'019b76daa8007000aecf1dbe5ebb4c26', 1, 0, 15, 3, 1767225600000007, NULL, 16, 0, '{"event":{"event_value":"2026-01-02T00:00:00+00:00"}}', NULL);
INSERT INTO task VALUES (3, 0, X'019b76daa8007000b0ad670d1da9241f', NULL, 0, 3, 6, 1767225600000002, 1, NULL, 0, NULL, NULL);
INSERT INTO task VALUES (3, 1, X'019b76daa8007000b0ad670d7286759a', 0, 0, 18, 6, 1767225600000005, 1, 3, 0, NULL, NULL);
INSERT INTO task VALUES (3, 2, X'019b76daa8007000b0ad670db58a0100', 1, 0, 19, 6, 1767225600000008, 1, 20, 0, NULL, NULL);
INSERT INTO task VALUES (3, 3, X'019b76daa8007000b0ad670e4a97d439', 2, 0, 21, 6, 1767225600000011, 1, 22, 0, NULL, NULL);
INSERT INTO task VALUES (3, 4, X'019b76daa8007000b0ad670e82d83e2b', 3, 0, 23, 6, 1767225600000015, 1, NULL, 0, NULL, NULL);
INSERT INTO task VALUES (3, 5, X'019b76daa8007000b0ad670f285b800b', 4, 0, 24, 6, 1767225600000018, 1, 23, 0, NULL, NULL);
INSERT INTO task VALUES (4, 0, X'019b76daa8007000af9198edc9414fee', NULL, 0, 3, 6, 1767225600000002, 1, NULL, 0, NULL, NULL);
INSERT INTO task VALUES (4, 1, X'019b76daa8007000af9198ee385890ee', 0, 0, 27, 6, 1767225600000005, 1, 3, 0, NULL, NULL);
INSERT INTO task VALUES (4, 2, X'019b76daa8007000af9198eeea55ef6f', 1, 0, 28, 5, 1767225600000009, 4, 29, 0, '{"started":2,"completed":1,"total":3}', NULL);
INSERT INTO task VALUES (4, 3, X'019b76daa8007000af9198ef6ef64c9b', 2, 0, 30, 6, 1767225600000010, 5, NULL, 0, '{"index":0,"key":0}', NULL);
INSERT INTO task VALUES (4, 4, X'019b76daa800700095ffabf98f7491e1', 2, 0, 30, 4, 1767225600000012, 6, NULL, 0, '{"index":1,"key":1}', NULL);
INSERT INTO task VALUES (5, 0, X'019b76daa800700090ea7567367a0858', NULL, 0, 3, 6, 1767225600000002, 1, NULL, 0, NULL, NULL);
INSERT INTO task VALUES (5, 1, X'019b76daa800700090ea7567ee5d78c5', 0, 0, 32, 6, 1767225600000005, 1, 3, 0, NULL, NULL);
INSERT INTO task VALUES (5, 2, X'019b76daa800700090ea75683994b806', 1, 0, 33, 7, 1767225600000008, 1, 34, 0, '{"failure":{"phase":"run","code":"script_exception","message":"ZeroDivisionError: division by zero","line":1,"script":"quotient = divided(1, divisor)"}}', NULL);
INSERT INTO task VALUES (6, 0, X'019b7748850070008b0a26a35410f0ca', NULL, 0, 3, 6, 1767232800000002, NULL, NULL, 0, NULL, NULL);
INSERT INTO task VALUES (6, 1, X'019b7748850070008b0a26a40ea52d1e', 0, 0, 36, 6, 1767232800000005, NULL, 3, 0, NULL, NULL);
INSERT INTO task VALUES (6, 2, X'019b7748850070008b0a26a42b78e8c3', 1, 0, 37, 3, 1767232800000007, NULL, 38, 0, NULL, NULL);
INSERT INTO subscription VALUES (1, 6, 2, 25, NULL, 'message');
INSERT INTO message VALUES (1, 39, NULL, NULL, 1767232800000000, NULL, NULL, 'message', 1767236400000000, 1);
INSERT INTO spec_file VALUES (1, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (2, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (3, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (4, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (5, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (6, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO instance_save VALUES (1, 1, NULL, 1767225600000018, 11, 12, 1);
INSERT INTO instance_save VALUES (2, 1, NULL, 1767225600000007, 11, 12, 1);
INSERT INTO instance_save VALUES (3, 1, NULL, 1767225600000018, 11, 12, 3);
INSERT INTO instance_save VALUES (4, 1, NULL, 1767225600000009, 11, 12, 1);
INSERT INTO instance_save VALUES (4, 2, 1767225600000009, 1767225600000012, 11, 12, 0);
INSERT INTO instance_save VALUES (5, 1, NULL, 1767225600000008, 11, 12, 3);
INSERT INTO instance_save VALUES (6, 1, NULL, 1767232800000007, 11, 12, 1);
INSERT INTO instance_event VALUES (1, 1, 0, 'started', 1767225600000000, NULL, NULL, NULL);
INSERT INTO instance_event VALUES (2, 1, 0, 'started', 1767225600000000, NULL, NULL, NULL);
INSERT INTO instance_event VALUES (3, 1, 0, 'started', 1767225600000000, NULL, NULL, NULL);
INSERT INTO instance_event VALUES (3, 1, 1, 'message_sent', 1767225600000008, NULL, 'answer', NULL);
INSERT INTO instance_event VALUES (3, 1, 2, 'completed', 1767225600000019, NULL, NULL, NULL);
INSERT INTO instance_event VALUES (4, 1, 0, 'started', 1767225600000000, NULL, NULL, NULL);
INSERT INTO instance_event VALUES (5, 1, 0, 'started', 1767225600000000, NULL, NULL, NULL);
INSERT INTO instance_event VALUES (5, 1, 1, 'environment_changed', 1767225600000002, NULL, NULL, '{"modules":{"division.py":"84425f50fe168ce0788df3d2731408c1f246c188f60b60940bdf0b9c0a49247b"}}');
INSERT INTO instance_event VALUES (5, 1, 2, 'task_failed', 1767225600000008, 2, 'script_exception', '{"message":"ZeroDivisionError: division by zero","line":1}');
INSERT INTO instance_event VALUES (6, 1, 0, 'started', 1767232800000000, NULL, NULL, NULL);
INSERT INTO lease_token VALUES (1, 0);
INSERT INTO waiting_message VALUES (39, '', 1);
INSERT INTO message_id VALUES (39, 'first', 1, NULL, NULL, 1767322800000000);
CREATE TRIGGER instance_save_stays BEFORE UPDATE ON instance_save
BEGIN
  SELECT RAISE(ABORT, 'the history is only added to');
END;
CREATE TRIGGER instance_event_stays BEFORE UPDATE ON instance_event
BEGIN
  SELECT RAISE(ABORT, 'the history is only added to');
END;
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
CREATE TRIGGER instance_fence BEFORE UPDATE OF revision ON instance
WHEN NEW.fence IS NOT (SELECT token FROM lease WHERE instance = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'a save is made under the lease of its instance');
END;
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
