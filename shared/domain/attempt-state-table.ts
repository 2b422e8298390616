/**
 * The life of an attempt. `starting` is committed before anything outside the database happens, `running`
 * once the process or request is known to exist. An ended attempt never changes again.
 */
export type AttemptState =
  | 'starting'
  | 'running'
  | 'cancelling'
  | 'succeeded'
  | 'failed'
  | 'timed_out'
  | 'cancelled'
  | 'interrupted'
  | 'lost';

export const ATTEMPT_STATES = [
  'starting',
  'running',
  'cancelling',
  'succeeded',
  'failed',
  'timed_out',
  'cancelled',
  'interrupted',
  'lost',
] as const satisfies readonly AttemptState[];

const ENDS: readonly AttemptState[] = [
  'succeeded',
  'failed',
  'timed_out',
  'cancelled',
  'interrupted',
  'lost',
];

export const ATTEMPT_TRANSITIONS: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
  starting: ['running', 'cancelling', ...ENDS],
  running: ['cancelling', ...ENDS],
  cancelling: ENDS,
  succeeded: [],
  failed: [],
  timed_out: [],
  cancelled: [],
  interrupted: [],
  lost: [],
};

export function isFinalAttempt(state: AttemptState): boolean {
  return ENDS.includes(state);
}

/** Throws on a transition that the table does not list: a defect of the engine, never an answer to a caller. */
export function assertAttemptTransition(from: AttemptState, to: AttemptState): void {
  if (!ATTEMPT_TRANSITIONS[from].includes(to)) {
    throw new Error(`no transition of an attempt from ${from} to ${to}`);
  }
}
