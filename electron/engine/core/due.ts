import { isFinalRun } from '#shared/domain/run-state-table.ts';
import type { LiveRun } from '#engine/core/live-run.ts';

/** Whether the instant for which a `scheduled` or `retry_wait` run waits has come. */
export function nextDelayIsOver(run: LiveRun, now: number): boolean {
  return run.wakeAt === null || run.wakeAt <= now;
}

/** Whether the run has waited too long since it was due, and will not start any more. */
export function hasExpired(run: LiveRun, now: number): boolean {
  const expiresAt = expiryOf(run);
  return expiresAt !== null && expiresAt <= now;
}

/** The next instant at which something happens to the run by itself; `null` if nothing does. */
export function wakeInstant(run: LiveRun): number | null {
  const isWaiting = run.state === 'scheduled' || run.state === 'retry_wait';
  const wakeAt = isWaiting ? run.wakeAt : null;
  const expiresAt = expiryOf(run);
  if (wakeAt === null || expiresAt === null) return wakeAt ?? expiresAt;
  return Math.min(wakeAt, expiresAt);
}

/** Somebody who gives a run another attempt wants it to be started: its time begins when it is ready for that. */
function waitsSince(run: LiveRun): number {
  return run.grantedAttempts === 0 ? run.dueAt : (run.readyAt ?? run.dueAt);
}

function expiryOf(run: LiveRun): number | null {
  const { expireAfterMs } = run.revision.definition;
  if (expireAfterMs === null || run.state === 'running' || isFinalRun(run.state)) return null;
  return waitsSince(run) + expireAfterMs;
}
