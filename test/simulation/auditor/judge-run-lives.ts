import type {
  AttemptRow,
  EventRow,
  HistoryRecords,
  RunRow,
} from '#test/simulation/auditor/history-records.ts';
import { grouped } from '#test/simulation/auditor/history-records.ts';

/** P3: the journal of each run, read from its first event on, holds no step that the promises forbid. */
export function judgeRunLives({ runs, attempts, events }: HistoryRecords): readonly string[] {
  const eventsOf = grouped(events, (event) => event.run_id);
  const attemptsOf = grouped(attempts, (row) => row.run_id);
  return runs.flatMap((run) =>
    judgeLife(run, attemptsOf.get(run.id) ?? [], eventsOf.get(run.id) ?? []),
  );
}

/** What is known of a run at one place of its journal. */
interface Life {
  state: string | null;
  /** Ended attempts that use up one of those allowed. */
  counted: number;
  granted: number;
  hasLost: boolean;
  hasSucceeded: boolean;
  isUnresolved: boolean;
  isCancelled: boolean;
  /** When the delay is over that was chosen last. */
  dueAgainAt: number;
  /** When it last became ready. */
  readyAt: number;
}

function judgeLife(
  run: RunRow,
  attempts: readonly AttemptRow[],
  events: readonly EventRow[],
): readonly string[] {
  const life: Life = {
    ...{ state: null, counted: 0, granted: 0, hasLost: false },
    ...{ hasSucceeded: false, isUnresolved: false, isCancelled: false },
    ...{ dueAgainAt: 0, readyAt: run.due_at },
  };
  const breaches: string[] = [];
  const tell = (wrong: string | null) => {
    if (wrong !== null) breaches.push(`P3: run ${run.id} (${run.job.name}) ${wrong}`);
  };
  for (const event of events) {
    if (!event.type.startsWith('run.')) continue;
    const attempt = attempts.find(({ number }) => number === event.attempt);
    if (event.to_state !== null) tell(continuityFault(life, event));
    if (event.from_state === 'running') tell(endFault(run, life, event, attempt));
    tell(stepFault(run, life, event, attempts));
    follow(life, event, attempt);
  }
  if (life.state !== run.state) tell(`is ${run.state}, its journal says ${life.state ?? ''}`);
  if ((run.live_state === null) === (run.final_state === null))
    tell('is live and final at once, or neither');
  const claims = events.filter(({ type }) => type === 'run.claimed').length;
  if (claims !== attempts.length)
    tell(`was claimed ${claims} times for ${attempts.length} attempts`);
  return breaches;
}

function continuityFault({ state }: Life, event: EventRow): string | null {
  return state === event.from_state
    ? null
    : `leaves ${event.from_state ?? 'nothing'} by event ${event.seq} and was ${state ?? 'nothing'}`;
}

/** What an attempt came to decides where its run goes. */
function endFault(
  run: RunRow,
  life: Life,
  { type }: EventRow,
  attempt: AttemptRow | undefined,
): string | null {
  if (attempt === undefined) return `left running by ${type} without an attempt`;
  const allowed = allowedAfter(run, life, attempt);
  return allowed.includes(type)
    ? null
    : `went on by ${type} after its attempt ${attempt.number} was ${attempt.state}`;
}

function allowedAfter(
  { job }: RunRow,
  { isCancelled }: Life,
  { state, failure_class: failure }: AttemptRow,
): readonly string[] {
  const isUnknown = job.method === 'POST' && (state === 'lost' || failure === 'no_answer');
  if (state === 'succeeded') return ['run.succeeded'];
  if (state === 'cancelled') return ['run.cancelled'];
  if (state === 'interrupted') return [isCancelled ? 'run.cancelled' : 'run.interrupted'];
  if (isUnknown) return ['run.outcome_unknown'];
  if (isCancelled) return ['run.cancelled'];
  return ['run.retry_planned', 'run.failed'];
}

/** Steps that are wrong at this place of this run's life. */
function stepFault(
  run: RunRow,
  life: Life,
  event: EventRow,
  attempts: readonly AttemptRow[],
): string | null {
  const { job } = run;
  const attempt = attempts.find(({ number }) => number === event.attempt);
  switch (event.type) {
    case 'run.claimed':
      if (event.from_state !== 'ready') return `was claimed while ${event.from_state ?? ''}`;
      if (life.hasSucceeded) return 'was executed again after it had succeeded';
      if (life.isUnresolved) return 'went on though nobody had said what its last attempt did';
      return life.isCancelled ? 'went on though it was to be cancelled' : null;
    case 'run.retried':
      return life.state !== 'retry_wait' && life.hasLost && job.method === 'POST'
        ? 'is a POST that was retried after one of its attempts was lost'
        : null;
    case 'run.retry_planned':
      return retryFault(run, life.counted + 1, life.granted, attempt);
    case 'run.failed':
      return event.attempt === null ? null : giveUpFault(run, life, event, attempts);
    case 'run.retry_due':
      return event.at < life.dueAgainAt ? 'was retried before its delay was over' : null;
    case 'run.due':
      return event.at < run.due_at ? 'became ready before it was due' : null;
    case 'run.expired':
      return event.at < waitsSince(run, life) + (job.expireAfterMs ?? Infinity)
        ? 'expired too soon'
        : null;
    case 'run.superseded':
      return job.method === 'POST' && run.trigger_id === null
        ? 'was asked for by a person and never carried out'
        : null;
    default:
      return null;
  }
}

/** Once a person has given the run another attempt, its time to wait begins when it is ready for that. */
function waitsSince(run: RunRow, { granted, readyAt }: Life): number {
  return granted === 0 ? run.due_at : readyAt;
}

/** The delay is between half of the planned one and all of it, and stored with the attempt. */
function retryFault(
  { job: { retry } }: RunRow,
  counted: number,
  granted: number,
  attempt: AttemptRow | undefined,
): string | null {
  if (counted >= retry.maxAttempts + granted) return `was given attempt ${counted + 1}`;
  const planned = Math.min(
    retry.maxDelayMs,
    retry.initialDelayMs * Math.pow(retry.factor, counted - 1),
  );
  const delay = attempt?.retry_delay_ms ?? null;
  if (delay === null) return 'is to be retried after a delay that nobody stored';
  return delay < planned / 2 || delay > planned ? `is retried after ${delay} ms` : null;
}

function giveUpFault(
  { job: { retry } }: RunRow,
  life: Life,
  event: EventRow,
  attempts: readonly AttemptRow[],
): string | null {
  const isUsedUp = life.counted + 1 >= retry.maxAttempts + life.granted;
  const elapsed = event.at - (attempts[0]?.started_at ?? event.at);
  const isLate = elapsed > retry.maxElapsedMs - retry.maxDelayMs;
  return isUsedUp || isLate ? null : `was given up after ${life.counted + 1} attempts`;
}

function follow(life: Life, event: EventRow, attempt: AttemptRow | undefined): void {
  const isEnd = event.from_state === 'running';
  if (isEnd && attempt?.state !== 'interrupted') life.counted += 1;
  if (isEnd && attempt?.state === 'lost') life.hasLost = true;
  if (event.type === 'run.retry_planned')
    life.dueAgainAt = event.at + (attempt?.retry_delay_ms ?? 0);
  if (event.type === 'run.outcome_unknown') life.isUnresolved = true;
  if (event.type === 'run.cancel_requested') life.isCancelled = true;
  if (event.type === 'run.resolved') life.isUnresolved = false;
  if (event.to_state === 'succeeded') life.hasSucceeded = true;
  if (event.type === 'run.retried' && event.from_state !== 'retry_wait') {
    life.granted += 1;
    life.isCancelled = false;
    life.isUnresolved = false;
  }
  if (event.type === 'run.resolved' && event.to_state === 'ready') {
    life.granted += 1;
    life.isCancelled = false;
  }
  if (event.to_state === 'ready') life.readyAt = event.at;
  if (event.to_state !== null) life.state = event.to_state;
}
