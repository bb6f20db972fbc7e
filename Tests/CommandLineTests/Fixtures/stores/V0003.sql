PRAGMA application_id = 2003202932;
PRAGMA user_version = 3;
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
  error_script TEXT,
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
  internal_data TEXT,
  PRIMARY KEY (instance, number),
  UNIQUE (instance, uuid),
  FOREIGN KEY (instance, scope) REFERENCES scope (instance, number),
  FOREIGN KEY (instance, data_version) REFERENCES data_version (instance, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE "spec_file" (
  spec INTEGER NOT NULL REFERENCES spec (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('bpmn', 'dmn', 'form')),
  name TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (spec, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE subscription (
  id INTEGER PRIMARY KEY,
  instance INTEGER NOT NULL,
  task INTEGER NOT NULL,
  message INTEGER NOT NULL REFERENCES name (id),
  correlation TEXT,
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
) STRICT;
CREATE TABLE unsubscribed_instance (
  instance INTEGER PRIMARY KEY REFERENCES instance (id)
) STRICT;
CREATE INDEX instance_spec ON instance (spec);
CREATE INDEX instance_status ON instance (status);
CREATE INDEX instance_process ON instance (process);
CREATE INDEX instance_process_status ON instance (process, status);
CREATE INDEX instance_environment_file ON instance_environment (file);
CREATE INDEX data_version_value_value ON data_version_value (value);
CREATE INDEX spec_file_file ON spec_file (file);
CREATE UNIQUE INDEX spec_file_model ON spec_file (spec, kind, file) WHERE kind <> 'form';
CREATE UNIQUE INDEX spec_file_form ON spec_file (spec, name) WHERE kind = 'form';
CREATE INDEX subscription_task ON subscription (instance, task);
CREATE INDEX subscription_message ON subscription (message, correlation);
CREATE INDEX message_receiver ON message (receiver);
CREATE INDEX message_sender ON message (sender);
INSERT INTO schema_migration VALUES (1, 'instances', X'e5a682e44af55a02679fb2c23eb343193bf1d4dd61deface7cb5e1556e22d6a0', 0);
INSERT INTO schema_migration VALUES (2, 'forms', X'f3733333ae347e6a220519e7b2fec7461e006b2406cde377ace52494321fb083', 0);
INSERT INTO schema_migration VALUES (3, 'messages', X'5a38be4701e42803b1c69f28eda7c7caaa58fb1e330b56df1b15c225b0e33687', 0);
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
INSERT INTO spec VALUES (6, X'5fbb296d48a5f0dfc90c5790ff915d6d85cce9969ddb288a99c0c490d3bf1412', 6, 1, 'process', 'spiff', 1767225600000000);
INSERT INTO instance VALUES (1, X'019b76daa8007000913273a0e61d0be4', 1, 1, 'active', 'restricted', -3795956448204831385, 1, 1767225600000000, 1767225600000000, 1767225600000018, 7, 2, 1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO instance VALUES (2, X'019b76daa80070009bd22ffc792007f2', 2, 2, 'waiting', 'restricted', 4908265507351413751, 1, 1767225600000000, 1767225600000000, 1767225600000007, 3, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO instance VALUES (3, X'019b76daa80070009108a110148cbfba', 3, 3, 'completed', 'restricted', 259418216094018837, 1, 1767225600000000, 1767225600000000, 1767225600000018, 6, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO instance VALUES (4, X'019b76daa8007000b3d9a1db849be655', 4, 4, 'active', 'restricted', 4540845412296533971, 2, 1767225600000000, 1767225600000000, 1767225600000012, 5, 1, 6, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO instance VALUES (5, X'019b76daa8007000babde1d9055c8fbf', 5, 5, 'error', 'restricted', -1059868159508894874, 1, 1767225600000000, 1767225600000000, 1767225600000008, 3, 1, 1, 2, 'divide', 'script_exception', 'ZeroDivisionError: division by zero', 1, 'quotient = divided(1, divisor)');
INSERT INTO instance VALUES (6, X'019b76daa8007000b501d8b51fee65b6', 6, 6, 'waiting', 'restricted', -6142355251905583623, 1, 1767225600000000, 1767225600000000, 1767225600000007, 3, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO name VALUES (11, 'reminder');
INSERT INTO name VALUES (12, 'reminder_start');
INSERT INTO name VALUES (13, 'tomorrow');
INSERT INTO name VALUES (14, 't1');
INSERT INTO name VALUES (15, 'reply');
INSERT INTO name VALUES (16, 'reply_start');
INSERT INTO name VALUES (17, 'send');
INSERT INTO name VALUES (18, 's1');
INSERT INTO name VALUES (19, 'reply_end');
INSERT INTO name VALUES (20, 's2');
INSERT INTO name VALUES (21, 'reply.EndJoin');
INSERT INTO name VALUES (22, 'End');
INSERT INTO name VALUES (23, 'answer');
INSERT INTO name VALUES (24, 'survey');
INSERT INTO name VALUES (25, 'survey_start');
INSERT INTO name VALUES (26, 'ask');
INSERT INTO name VALUES (27, 'v1');
INSERT INTO name VALUES (28, 'ask [child]');
INSERT INTO name VALUES (29, 'failure');
INSERT INTO name VALUES (30, 'failure_start');
INSERT INTO name VALUES (31, 'divide');
INSERT INTO name VALUES (32, 'f1');
INSERT INTO name VALUES (33, 'question');
INSERT INTO name VALUES (34, 'question_start');
INSERT INTO name VALUES (35, 'listen');
INSERT INTO name VALUES (36, 'm1');
INSERT INTO scope VALUES (1, 0, NULL, 1, 0, 2);
INSERT INTO scope VALUES (1, 1, 3, 2, 0, 5);
INSERT INTO scope VALUES (2, 0, NULL, 11, 0, 1);
INSERT INTO scope VALUES (3, 0, NULL, 15, 1, 5);
INSERT INTO scope VALUES (4, 0, NULL, 24, 0, 3);
INSERT INTO scope VALUES (5, 0, NULL, 29, 0, 1);
INSERT INTO scope VALUES (6, 0, NULL, 33, 0, 1);
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
INSERT INTO task VALUES (1, 0, X'019b76daa80070009132739e22a7433a', NULL, 0, 3, 6, 1767225600000002, NULL, NULL, 0, NULL);
INSERT INTO task VALUES (1, 1, X'019b76daa80070009132739e7b854ad4', 0, 0, 4, 6, 1767225600000005, NULL, 3, 0, NULL);
INSERT INTO task VALUES (1, 2, X'019b76daa80070009132739eda79a67a', 1, 0, 5, 6, 1767225600000008, 1, 6, 0, NULL);
INSERT INTO task VALUES (1, 3, X'019b76daa80070009132739faf900f0e', 2, 0, 2, 5, 1767225600000015, 1, 7, 0, NULL);
INSERT INTO task VALUES (1, 4, X'019b76daa80070009132739fd9095671', NULL, 1, 3, 6, 1767225600000012, 1, NULL, 0, NULL);
INSERT INTO task VALUES (1, 5, X'019b76daa80070009132739fe267a0ac', 4, 1, 8, 6, 1767225600000016, 1, 3, 0, NULL);
INSERT INTO task VALUES (1, 6, X'019b76daa8007000913273a02d743431', 5, 1, 9, 4, 1767225600000018, 1, 10, 0, NULL);
INSERT INTO task VALUES (2, 0, X'019b76daa80070009bd22ffa7b2bad9d', NULL, 0, 3, 6, 1767225600000002, NULL, NULL, 0, NULL);
INSERT INTO task VALUES (2, 1, X'019b76daa80070009bd22ffb52b8260a', 0, 0, 12, 6, 1767225600000005, NULL, 3, 0, NULL);
INSERT INTO task VALUES (2, 2, X'019b76daa80070009bd22ffbc7d528bb', 1, 0, 13, 3, 1767225600000007, NULL, 14, 0, '{"event":{"event_value":"2026-01-02T00:00:00+00:00"}}');
INSERT INTO task VALUES (3, 0, X'019b76daa80070009108a10ce5ff0398', NULL, 0, 3, 6, 1767225600000002, 1, NULL, 0, NULL);
INSERT INTO task VALUES (3, 1, X'019b76daa80070009108a10d7ed81063', 0, 0, 16, 6, 1767225600000005, 1, 3, 0, NULL);
INSERT INTO task VALUES (3, 2, X'019b76daa80070009108a10d97955363', 1, 0, 17, 6, 1767225600000008, 1, 18, 0, NULL);
INSERT INTO task VALUES (3, 3, X'019b76daa80070009108a10e6aa17b47', 2, 0, 19, 6, 1767225600000011, 1, 20, 0, NULL);
INSERT INTO task VALUES (3, 4, X'019b76daa80070009108a10f507833ff', 3, 0, 21, 6, 1767225600000015, 1, NULL, 0, NULL);
INSERT INTO task VALUES (3, 5, X'019b76daa80070009108a10fb50d84f6', 4, 0, 22, 6, 1767225600000018, 1, 21, 0, NULL);
INSERT INTO task VALUES (4, 0, X'019b76daa8007000b3d9a1d991e5e719', NULL, 0, 3, 6, 1767225600000002, 1, NULL, 0, NULL);
INSERT INTO task VALUES (4, 1, X'019b76daa8007000b3d9a1da1c39a794', 0, 0, 25, 6, 1767225600000005, 1, 3, 0, NULL);
INSERT INTO task VALUES (4, 2, X'019b76daa8007000b3d9a1daab441541', 1, 0, 26, 5, 1767225600000009, 4, 27, 0, '{"started":2,"completed":1,"total":3}');
INSERT INTO task VALUES (4, 3, X'019b76daa8007000b3d9a1dafac6ecdc', 2, 0, 28, 6, 1767225600000010, 5, NULL, 0, '{"index":0,"key":0}');
INSERT INTO task VALUES (4, 4, X'019b76daa80070009062176c25ef3131', 2, 0, 28, 4, 1767225600000012, 6, NULL, 0, '{"index":1,"key":1}');
INSERT INTO task VALUES (5, 0, X'019b76daa8007000babde1d779434bb2', NULL, 0, 3, 6, 1767225600000002, 1, NULL, 0, NULL);
INSERT INTO task VALUES (5, 1, X'019b76daa8007000babde1d84d40974c', 0, 0, 30, 6, 1767225600000005, 1, 3, 0, NULL);
INSERT INTO task VALUES (5, 2, X'019b76daa8007000babde1d8baba4c99', 1, 0, 31, 7, 1767225600000008, 1, 32, 0, '{"failure":{"phase":"run","code":"script_exception","message":"ZeroDivisionError: division by zero","line":1,"script":"quotient = divided(1, divisor)"}}');
INSERT INTO task VALUES (6, 0, X'019b76daa8007000b501d8b33917a6f5', NULL, 0, 3, 6, 1767225600000002, NULL, NULL, 0, NULL);
INSERT INTO task VALUES (6, 1, X'019b76daa8007000b501d8b425b69ddf', 0, 0, 34, 6, 1767225600000005, NULL, 3, 0, NULL);
INSERT INTO task VALUES (6, 2, X'019b76daa8007000b501d8b4660e4d2e', 1, 0, 35, 3, 1767225600000007, NULL, 36, 0, NULL);
INSERT INTO spec_file VALUES (1, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (2, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (3, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (4, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (5, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO spec_file VALUES (6, 0, 'bpmn', 'waiting.bpmn', 1);
INSERT INTO subscription VALUES (1, 6, 2, 23, NULL);
