import type { Run } from '#shared/contract/run-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';

/** A run that did not do what it was made for, so that another one may have been made to set it right. */
export function mayHaveSuccessor({ state }: Run): boolean {
  return state === 'unknown' || (isFinalRun(state) && state !== 'succeeded');
}

/** Of the runs that were made from one, the one that tells what became of it: one that succeeded, else the newest. */
export function successorOf(retriggers: readonly Run[]): Run | null {
  return retriggers.findLast(({ state }) => state === 'succeeded') ?? retriggers.at(-1) ?? null;
}

const STATE_WORDS: Readonly<Record<RunState, string>> = {
  scheduled: 'which is planned',
  waiting: 'which waits for other runs',
  ready: 'which is about to start',
  running: 'which is running',
  retry_wait: 'which failed and is tried again',
  held: 'which is held',
  unknown: 'whose outcome is unknown',
  succeeded: 'which succeeded',
  failed: 'which failed',
  cancelled: 'which was cancelled',
  expired: 'which expired',
  superseded: 'which was superseded',
};

export interface SuccessorWords {
  /** What stands before its id. */
  readonly lead: 'Set right by' | 'Retriggered as';
  readonly state: string;
  /** The instant of that state, where it has one. */
  readonly at: number | null;
}

/** `Set right by … which succeeded`, `Retriggered as … which is running`. */
export function successorWords(run: Run, successor: Run): SuccessorWords {
  const wasWrong = run.state === 'failed' || run.state === 'unknown';
  return {
    lead: wasWrong && successor.state === 'succeeded' ? 'Set right by' : 'Retriggered as',
    state: STATE_WORDS[successor.state],
    at: successor.endedAt,
  };
}
