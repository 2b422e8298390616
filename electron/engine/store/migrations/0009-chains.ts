/**
 * What fires because something else has happened. `trigger_cause` finds the triggers of a cause, `job:NAME` or
 * `event:NAME`; a `dependency` is a run of another job that a run was made after, or waits for until `met_by` is
 * there. The index on `caused_by` lets no run of another job fire a trigger twice.
 */
export const chains = `
CREATE TABLE trigger_cause (
  cause TEXT NOT NULL,
  trigger_id INTEGER NOT NULL REFERENCES trigger(id),
  PRIMARY KEY (cause, trigger_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX trigger_cause_by_trigger ON trigger_cause (trigger_id);

CREATE TABLE dependency (
  run_id INTEGER NOT NULL,
  job TEXT NOT NULL,
  demand TEXT NOT NULL,
  met_by INTEGER,
  PRIMARY KEY (run_id, job)
) STRICT, WITHOUT ROWID;
CREATE INDEX dependency_open ON dependency (job, run_id) WHERE met_by IS NULL;
CREATE INDEX dependency_met ON dependency (met_by, run_id) WHERE met_by IS NOT NULL;

ALTER TABLE occurrence ADD COLUMN caused_by INTEGER;
CREATE UNIQUE INDEX occurrence_cause ON occurrence (trigger_id, caused_by)
  WHERE caused_by IS NOT NULL;
`;
