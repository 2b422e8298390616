/**
 * What a console asks for, found without reading the history.
 *
 * An outcome knows its job and revision, and the fingerprint of the last attempt that failed; so does a live
 * row. Their indexes are partial wherever the usual run, one that succeeds at once, need not pay for them. A partial
 * index serves only a query that repeats its condition word for word.
 *
 * `ending` counts how many runs of a job ended in each ten minutes. It counts endings: a run that fails, is
 * retried and succeeds has ended twice, because at the time it had.
 */
export const views = `
ALTER TABLE outcome ADD COLUMN job_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outcome ADD COLUMN revision_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outcome ADD COLUMN fingerprint TEXT;
UPDATE outcome SET
  (job_id, revision_id) = (SELECT job_id, revision_id FROM run WHERE run.id = outcome.run_id),
  fingerprint = (SELECT fingerprint FROM attempt
    WHERE attempt.run_id = outcome.run_id AND fingerprint IS NOT NULL ORDER BY number DESC LIMIT 1);

ALTER TABLE live_run ADD COLUMN fingerprint TEXT;
UPDATE live_run SET fingerprint = (SELECT fingerprint FROM attempt
  WHERE attempt.run_id = live_run.run_id AND fingerprint IS NOT NULL ORDER BY number DESC LIMIT 1)
WHERE attempt_count > 0;

DROP INDEX outcome_not_succeeded;
CREATE INDEX outcome_not_succeeded ON outcome (state, run_id) WHERE state <> 'succeeded';
CREATE INDEX outcome_not_succeeded_by_job ON outcome (job_id, state, run_id)
  WHERE state <> 'succeeded';
CREATE INDEX outcome_by_fingerprint ON outcome (fingerprint, run_id) WHERE fingerprint IS NOT NULL;
CREATE INDEX outcome_failed_by_end ON outcome (ended_at, fingerprint, job_id)
  WHERE state = 'failed';
CREATE INDEX outcome_failed_alike ON outcome (fingerprint, run_id, ended_at, revision_id)
  WHERE state = 'failed';
CREATE INDEX outcome_by_end ON outcome (ended_at, state, job_id);
CREATE INDEX live_run_by_fingerprint ON live_run (fingerprint, run_id)
  WHERE fingerprint IS NOT NULL;

CREATE INDEX attempt_lost ON attempt (run_id) WHERE state = 'lost';

CREATE INDEX run_by_original ON run (retrigger_of, id) WHERE retrigger_of IS NOT NULL;
CREATE INDEX run_by_root ON run (root_run, id) WHERE root_run IS NOT NULL;
CREATE INDEX run_by_rare_origin ON run (origin, id)
  WHERE origin <> 'schedule';

CREATE INDEX occurrence_not_on_time ON occurrence (decided_at)
  WHERE disposition <> 'dispatched' OR reason IS NOT NULL;

CREATE TABLE ending (
  span_at INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  succeeded INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (span_at, job_id)
) STRICT, WITHOUT ROWID;
INSERT INTO ending
SELECT ended_at - ended_at % 600000, job_id, sum(state = 'succeeded'), sum(state = 'failed'),
  sum(state NOT IN ('succeeded', 'failed'))
FROM outcome GROUP BY 1, 2;

CREATE TABLE desk (
  actor TEXT PRIMARY KEY,
  looked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
