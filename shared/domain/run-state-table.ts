/**
 * The life of a run. This table is the only place that allows a transition: the engine asks it, and
 * documentation and diagrams are made from it. An event that it does not list for a state is an error.
 *
 * A run is created `scheduled` (for later), `ready` (due) or `waiting` (for other runs). The dispatcher
 * claims it once every gate is open. Ended attempts lead on to `succeeded`, to `retry_wait` with the next
 * instant already decided, or to `failed`; one whose outcome nobody knows leaves a POST `unknown` until a
 * person resolves it. A person may hold, release, cancel and retry.
 */
export type RunState =
  | 'scheduled'
  | 'waiting'
  | 'ready'
  | 'running'
  | 'retry_wait'
  | 'held'
  | 'unknown'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'expired'
  | 'superseded';

/** What happens to a run. The journal's event type is `run.` plus this word. */
export type RunEvent =
  | 'created'
  | 'due'
  | 'claimed'
  | 'superseded'
  | 'expired'
  | 'succeeded'
  | 'retry_planned'
  | 'failed'
  | 'interrupted'
  | 'outcome_unknown'
  | 'exhausted'
  | 'cancelled'
  | 'retry_due'
  | 'retried'
  | 'held'
  | 'released'
  | 'resolved';

interface RunTransition {
  /** `null` before the run exists. */
  readonly from: RunState | null;
  readonly event: RunEvent;
  /** Where it may lead; more than one where the event itself carries the choice. */
  readonly to: readonly RunState[];
}

/** States in which nothing is executing and the story is not over: they can be held, cancelled and can expire. */
const IDLE: readonly RunState[] = ['scheduled', 'waiting', 'ready', 'retry_wait'];

export const RUN_STATES = [
  'scheduled',
  'waiting',
  'ready',
  'running',
  'retry_wait',
  'held',
  'unknown',
  'succeeded',
  'failed',
  'cancelled',
  'expired',
  'superseded',
] as const satisfies readonly RunState[];

const FINAL: readonly RunState[] = ['succeeded', 'failed', 'cancelled', 'expired', 'superseded'];

/** Whether the run's story is over, unless a person retries it. */
export function isFinalRun(state: RunState): boolean {
  return FINAL.includes(state);
}

/** Whether nothing more happens to the run by itself: it is final, or waits for a person. */
export function isEndedRun(state: RunState): boolean {
  return isFinalRun(state) || state === 'unknown' || state === 'held';
}

export const RUN_TRANSITIONS: readonly RunTransition[] = [
  { from: null, event: 'created', to: ['scheduled', 'ready', 'waiting', 'held'] },
  { from: 'scheduled', event: 'due', to: ['ready'] },
  { from: 'waiting', event: 'due', to: ['ready'] },
  { from: 'ready', event: 'claimed', to: ['running'] },
  { from: 'ready', event: 'superseded', to: ['superseded'] },
  { from: 'running', event: 'succeeded', to: ['succeeded'] },
  { from: 'running', event: 'retry_planned', to: ['retry_wait'] },
  { from: 'running', event: 'failed', to: ['failed'] },
  { from: 'running', event: 'exhausted', to: ['held'] },
  { from: 'running', event: 'interrupted', to: ['ready'] },
  { from: 'running', event: 'outcome_unknown', to: ['unknown'] },
  { from: 'running', event: 'cancelled', to: ['cancelled'] },
  { from: 'retry_wait', event: 'retry_due', to: ['ready'] },
  { from: 'retry_wait', event: 'retried', to: ['ready'] },
  ...IDLE.map((from): RunTransition => ({ from, event: 'held', to: ['held'] })),
  { from: 'unknown', event: 'held', to: ['held'] },
  { from: 'held', event: 'released', to: [...IDLE, 'unknown'] },
  ...[...IDLE, 'held' as const, 'unknown' as const].flatMap((from): RunTransition[] => [
    { from, event: 'cancelled', to: ['cancelled'] },
    { from, event: 'expired', to: ['expired'] },
  ]),
  ...(['failed', 'cancelled', 'expired'] as const).map((from): RunTransition => ({
    from,
    event: 'retried',
    to: ['ready'],
  })),
  { from: 'unknown', event: 'resolved', to: ['succeeded', 'failed', 'ready'] },
];

const ALLOWED: ReadonlySet<string> = new Set(
  RUN_TRANSITIONS.flatMap(({ from, event, to }) => to.map((state) => keyOf(from, event, state))),
);

/** Whether the table lists the transition. */
export function isAllowedTransition(from: RunState | null, event: RunEvent, to: RunState): boolean {
  return ALLOWED.has(keyOf(from, event, to));
}

/** Throws on a transition that the table does not list: a defect of the engine, never an answer to a caller. */
export function assertTransition(from: RunState | null, event: RunEvent, to: RunState): void {
  if (!isAllowedTransition(from, event, to)) {
    throw new Error(`no transition of a run from ${from ?? 'nothing'} by ${event} to ${to}`);
  }
}

function keyOf(from: RunState | null, event: RunEvent, to: RunState): string {
  return `${from ?? ''}>${event}>${to}`;
}
