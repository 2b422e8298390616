import type { Run } from '#shared/contract/run-schema.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import { isRefusal } from '#renderer/parts/run-actions/is-refusal.ts';
import { refusalOfRetry } from '#renderer/parts/run-actions/run-permissions.ts';

export type PrimaryAction = 'resolve' | 'release' | 'open_successor' | 'retry' | 'edit';

/**
 * What a person who opens a run most likely wants to do: the one button of it that is dark. `null` while it waits or
 * runs by itself: to make another one is then the last thing to be pressed by mistake.
 */
export function primaryActionOf(run: Run, successor: Run | null): PrimaryAction | null {
  if (run.state === 'unknown') return 'resolve';
  if (run.state === 'held') return 'release';
  if (successor !== null) return 'open_successor';
  // What was refused once is refused again, unless something in it is changed.
  const isRefused = run.state === 'failed' && isRefusal(run.attempts.at(-1)?.failureClass ?? null);
  if (refusalOfRetry(run) === null && !isRefused) return 'retry';
  return isFinalRun(run.state) ? 'edit' : null;
}
