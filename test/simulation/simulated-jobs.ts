import type { RandomSource } from '#test/simulation/random-source.ts';
import { aGet, aPost } from '#test/support/raw-jobs.ts';

/** How many runs may hold the concurrency key that the two jobs with a schedule share. */
export const SHARED_LIMIT = 2;

const MISFIRES = ['skip', 'run_once', 'run_all', 'hold'] as const;
const OVERLAPS = ['allow', 'skip', 'queue_one', 'queue_all', 'cancel_running'] as const;

/** One job that derives, one that changes, one that only people ask for, and one that calls another system. */
export function simulatedJobs(random: RandomSource): readonly Record<string, unknown>[] {
  const every = () => `${random.between(5, 90)}s`;
  const retry = () => ({ maxAttempts: random.between(1, 4) });
  const concurrency = [{ key: 'shared', limit: SHARED_LIMIT }];
  return [
    aGet('derive', {
      target: 'exec:derive',
      triggers: [{ interval: every(), misfire: random.pick(MISFIRES) }],
      concurrency,
      retry: retry(),
      ...(random.chance(0.5) ? { overlap: 'queue_all' } : {}),
    }),
    aPost('change', {
      target: 'exec:change',
      triggers: [{ interval: every() }],
      overlap: random.pick(OVERLAPS),
      concurrency,
      retry: retry(),
    }),
    aPost('asked', { target: 'exec:asked', retry: retry(), expireAfter: '10m' }),
    aPost('called', { target: 'http://127.0.0.1:9/called', retry: retry() }),
  ];
}
