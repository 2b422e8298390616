/**
 * What is paused, whatever it is, in one small table. `subject` is the job's or the trigger's id, the key
 * itself, or nothing for the whole scheduler.
 */
export const pauses = `
CREATE TABLE pause (
  scope TEXT NOT NULL CHECK (scope IN ('scheduler', 'job', 'trigger', 'key')),
  subject TEXT NOT NULL,
  job_id INTEGER,
  trigger_id INTEGER,
  paused_at INTEGER NOT NULL,
  paused_by TEXT NOT NULL,
  reason TEXT,
  until_at INTEGER,
  PRIMARY KEY (scope, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX pause_until ON pause (until_at) WHERE until_at IS NOT NULL;

INSERT INTO pause (scope, subject, job_id, paused_at, paused_by, reason)
SELECT 'job', CAST(id AS TEXT), id, paused_at, coalesce(paused_by, 'somebody'), paused_reason
FROM job WHERE paused_at IS NOT NULL;
INSERT INTO pause (scope, subject, job_id, trigger_id, paused_at, paused_by, reason)
SELECT 'trigger', CAST(id AS TEXT), job_id, id, paused_at, 'scheduler', paused_reason
FROM trigger WHERE paused_at IS NOT NULL AND removed_at IS NULL;

ALTER TABLE job DROP COLUMN paused_at;
ALTER TABLE job DROP COLUMN paused_by;
ALTER TABLE job DROP COLUMN paused_reason;
ALTER TABLE trigger DROP COLUMN paused_at;
ALTER TABLE trigger DROP COLUMN paused_reason;
`;
