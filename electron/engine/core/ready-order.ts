import type { LiveRun } from '#engine/core/live-run.ts';

/** Waiting this long weighs as much as one step of priority, so that nothing starves. */
const AGEING_MS = 10 * 60_000;

/**
 * Orders ready runs: priority first, then ready time, then age, with waiting raising the priority by one
 * every ten minutes. Ready time and priority weigh against each other at a fixed rate, so a run's rank
 * never changes while it waits and a queue ordered by it stays ordered.
 */
export function compareReady(a: LiveRun, b: LiveRun): number {
  return rankOf(a) - rankOf(b) || a.key - b.key;
}

/** Lower goes first; epoch milliseconds, shifted by priority. */
export function rankOf(run: LiveRun): number {
  return (run.readyAt ?? run.dueAt) - run.priority * AGEING_MS;
}

/**
 * Within one job whose runs do not overlap, a run that has begun and comes back for its next attempt goes
 * before those that have not begun.
 */
export function compareReadyInJob(a: LiveRun, b: LiveRun): number {
  return Number(b.attemptCount > 0) - Number(a.attemptCount > 0) || compareReady(a, b);
}
