/**
 * What attempts hand on, apart from the attempts: most have nothing, and lists do not read it. By the index is found
 * what the end of a run has fired.
 */
export const outputs = `
CREATE TABLE attempt_output (
  run_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  value TEXT,
  fault TEXT,
  PRIMARY KEY (run_id, number),
  FOREIGN KEY (run_id, number) REFERENCES attempt (run_id, number) ON DELETE CASCADE,
  CHECK ((value IS NULL) <> (fault IS NULL))
) STRICT;

CREATE INDEX occurrence_caused ON occurrence (caused_by) WHERE caused_by IS NOT NULL;
`;
