import { KEY } from '#engine/store/key-parameter.ts';

/** A table to begin at when runs are looked for, what is joined to it, and how its columns are called there. */
export interface RunSource {
  readonly from: string;
  /** The run's key; the source comes out in its order where the index allows it. */
  readonly key: string;
  /** What a partial index demands to be said word for word. */
  readonly condition: string | null;
  readonly state: string;
  readonly job: string;
  readonly fingerprint: string;
  readonly message: string;
  readonly attempts: string;
  /** Milliseconds from the first start to the end, or to an instant that is bound. */
  readonly tookMs: string;
  /** Whether the run ended at an instant that is bound, or later, or has not ended; `null`: none has. */
  readonly isEndedSince: string | null;
  /** Whether the run is ready since before an instant that is bound; `null`: none is. */
  readonly isReadySince: string | null;
}

/** CROSS JOIN makes SQLite begin at the small table. */
export const LIVE: RunSource = {
  from: 'live_run CROSS JOIN run ON run.id = live_run.run_id',
  key: 'live_run.run_id',
  condition: null,
  state: 'live_run.state',
  job: 'run.job_id',
  fingerprint: 'live_run.fingerprint',
  message: 'live_run.message',
  attempts: 'live_run.attempt_count',
  tookMs: `(${KEY} - live_run.first_started_at)`,
  isEndedSince: null,
  isReadySince: `(live_run.state = 'ready' AND live_run.ready_at < ${KEY})`,
};

const FINAL = {
  state: 'outcome.state',
  job: 'outcome.job_id',
  fingerprint: 'outcome.fingerprint',
  message: 'outcome.message',
  attempts: 'outcome.attempt_count',
  tookMs: `(coalesce(outcome.ended_at, ${KEY}) - outcome.first_started_at)`,
  isEndedSince: `outcome.ended_at >= ${KEY}`,
  isReadySince: null,
};

type FinalIndex =
  | 'outcome_not_succeeded'
  | 'outcome_not_succeeded_by_job'
  | 'outcome_by_fingerprint'
  | 'outcome_by_end';

/** Final runs by an index of their outcomes, or from the newest on. */
export function finalBy(index: FinalIndex | null): RunSource {
  const by = index === null ? 'NOT INDEXED' : `INDEXED BY ${index}`;
  const isPartial = index === 'outcome_not_succeeded' || index === 'outcome_not_succeeded_by_job';
  return {
    ...FINAL,
    from: `outcome ${by} CROSS JOIN run ON run.id = outcome.run_id`,
    key: 'outcome.run_id',
    condition: isPartial ? `outcome.state <> 'succeeded'` : null,
  };
}

export const FINAL_OF_JOB: RunSource = {
  ...FINAL,
  from: 'run INDEXED BY run_by_job CROSS JOIN outcome ON outcome.run_id = run.id',
  key: 'run.id',
  condition: null,
  job: 'run.job_id',
};

const REST = `LEFT JOIN live_run ON live_run.run_id = run.id
  LEFT JOIN outcome ON outcome.run_id = run.id`;

/** Live and final runs together, from the newest on. */
export const WHOLE: RunSource = {
  from: `run NOT INDEXED ${REST}`,
  key: 'run.id',
  condition: null,
  state: 'coalesce(live_run.state, outcome.state)',
  job: 'run.job_id',
  fingerprint: 'coalesce(live_run.fingerprint, outcome.fingerprint)',
  message: 'coalesce(live_run.message, outcome.message)',
  attempts: 'coalesce(live_run.attempt_count, outcome.attempt_count)',
  tookMs: `(coalesce(outcome.ended_at, ${KEY})
    - coalesce(live_run.first_started_at, outcome.first_started_at))`,
  isEndedSince: `(outcome.ended_at IS NULL OR outcome.ended_at >= ${KEY})`,
  isReadySince: `coalesce(live_run.state = 'ready' AND live_run.ready_at < ${KEY}, 0)`,
};

/** Live and final runs that are pinned: a small table. */
export const PINNED: RunSource = {
  ...WHOLE,
  from: `pin CROSS JOIN run ON run.id = pin.run_id ${REST}`,
  key: 'pin.run_id',
};

export const WHOLE_OF_JOB: RunSource = { ...WHOLE, from: `run INDEXED BY run_by_job ${REST}` };

export const WHOLE_BY_ORIGIN: RunSource = {
  ...WHOLE,
  from: `run INDEXED BY run_by_rare_origin ${REST}`,
  condition: `run.origin <> 'schedule'`,
};
