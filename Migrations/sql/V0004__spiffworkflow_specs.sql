-- The process specs of an imported document of SpiffWorkflow's serialization among the files of a specification.

CREATE TEMP TABLE former_spec_file AS
SELECT spec, position, kind, name, file FROM spec_file;

DROP TABLE spec_file;

CREATE TABLE spec_file (
  spec INTEGER NOT NULL REFERENCES spec (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('bpmn', 'dmn', 'form', 'spiff')),
  name TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (spec, position)
) STRICT, WITHOUT ROWID;

INSERT INTO spec_file (spec, position, kind, name, file)
SELECT spec, position, kind, name, file FROM former_spec_file;

DROP TABLE former_spec_file;

CREATE INDEX spec_file_file ON spec_file (file);
CREATE UNIQUE INDEX spec_file_model ON spec_file (spec, kind, file) WHERE kind <> 'form';
CREATE UNIQUE INDEX spec_file_form ON spec_file (spec, name) WHERE kind = 'form';
