/**
 * The measured layout: what is live stands apart from what is finished. A run's facts are written once,
 * into `run`; while it lives, what changes is in `live_run`, a small table; when it is final, its `outcome`
 * is added and the live row goes. So every table but the small one only ever grows at its end. `wake` is the
 * only thing that timers look at.
 */
export const jobsAndRuns = `
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  revision_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  paused_at INTEGER,
  paused_by TEXT,
  paused_reason TEXT
) STRICT;

CREATE TABLE job_revision (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job(id),
  number INTEGER NOT NULL,
  definition TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  UNIQUE (job_id, number)
) STRICT;

CREATE TABLE trigger (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job(id),
  key TEXT NOT NULL,
  definition TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  next_at INTEGER,
  paused_at INTEGER,
  paused_reason TEXT,
  removed_at INTEGER,
  UNIQUE (job_id, key)
) STRICT;
CREATE INDEX trigger_next ON trigger (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE occurrence (
  trigger_id INTEGER NOT NULL REFERENCES trigger(id),
  nominal_at INTEGER NOT NULL,
  through_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  disposition TEXT NOT NULL,
  reason TEXT,
  run_id INTEGER,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (trigger_id, nominal_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL,
  revision_id INTEGER NOT NULL,
  origin TEXT NOT NULL,
  request_line TEXT NOT NULL,
  effect TEXT NOT NULL,
  input TEXT NOT NULL,
  input_diff TEXT,
  idempotency_key TEXT,
  priority INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  nominal_at INTEGER,
  late_by_ms INTEGER NOT NULL,
  coalesced_count INTEGER NOT NULL,
  trigger_id INTEGER,
  retrigger_of INTEGER,
  root_run INTEGER,
  actor TEXT,
  reason TEXT
) STRICT;
CREATE INDEX run_by_job ON run (job_id, id);

CREATE TABLE outcome (
  run_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  ended_at INTEGER NOT NULL,
  first_ready_at INTEGER,
  first_started_at INTEGER,
  attempt_count INTEGER NOT NULL,
  counted_attempts INTEGER NOT NULL,
  granted_attempts INTEGER NOT NULL,
  superseded_by INTEGER,
  message TEXT
) STRICT;
CREATE INDEX outcome_not_succeeded ON outcome (state, run_id)
  WHERE state IN ('failed', 'cancelled', 'expired', 'superseded');

CREATE TABLE live_run (
  run_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  wake_at INTEGER,
  ready_at INTEGER,
  first_ready_at INTEGER,
  first_started_at INTEGER,
  attempt_count INTEGER NOT NULL,
  counted_attempts INTEGER NOT NULL,
  granted_attempts INTEGER NOT NULL,
  held_from TEXT,
  cancelled_by TEXT,
  cancelled_reason TEXT,
  message TEXT
) STRICT;

CREATE TABLE wake (
  at INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  PRIMARY KEY (at, run_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
  run_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  token TEXT NOT NULL,
  boot_id TEXT,
  pid INTEGER,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  exit_code INTEGER,
  http_status INTEGER,
  signal TEXT,
  failure_class TEXT,
  message TEXT,
  fingerprint TEXT,
  retry_delay_ms INTEGER,
  gate_waits TEXT,
  PRIMARY KEY (run_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER attempt_never_changes_after_its_end BEFORE UPDATE ON attempt
WHEN OLD.ended_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'an ended attempt never changes');
END;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  run_id INTEGER,
  job_id INTEGER,
  attempt INTEGER,
  actor TEXT,
  reason TEXT,
  from_state TEXT,
  to_state TEXT,
  message TEXT
) STRICT;
CREATE INDEX journal_by_run ON journal (run_id, seq) WHERE run_id IS NOT NULL;

CREATE TABLE answered_command (
  id INTEGER PRIMARY KEY,
  command_id TEXT NOT NULL UNIQUE,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`;
