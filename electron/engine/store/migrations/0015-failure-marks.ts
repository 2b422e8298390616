/** What people said about groups of failures: a row for each word, so that the last one can be taken back. */
export const failureMarks = `
CREATE TABLE failure_mark (
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('acknowledged', 'resolved')),
  marked_at INTEGER NOT NULL,
  marked_by TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX failure_mark_of_group ON failure_mark (fingerprint, id);
`;
