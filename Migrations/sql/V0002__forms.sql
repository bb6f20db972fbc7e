-- Forms among the files of a specification. Models name them, so that their names are part of what they are: one form
-- may stand under two names, and no two under one.

CREATE TABLE spec_file_new (
  spec INTEGER NOT NULL REFERENCES spec (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('bpmn', 'dmn', 'form')),
  name TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (spec, position)
) STRICT, WITHOUT ROWID;

INSERT INTO spec_file_new (spec, position, kind, name, file)
SELECT spec, position, kind, name, file FROM spec_file;

DROP TABLE spec_file;
ALTER TABLE spec_file_new RENAME TO spec_file;

CREATE INDEX spec_file_file ON spec_file (file);
CREATE UNIQUE INDEX spec_file_model ON spec_file (spec, kind, file) WHERE kind <> 'form';
CREATE UNIQUE INDEX spec_file_form ON spec_file (spec, name) WHERE kind = 'form';
