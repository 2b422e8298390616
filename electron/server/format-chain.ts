import type { RunChain } from '#shared/contract/run-schema.ts';
import { printable } from '#server/printable.ts';

/** What a run was made after or waits for, and what came after it; empty where it stands alone. */
export function formatChain({ after, followedBy }: RunChain): string {
  const before = after.map(({ job, on, run }) =>
    run === null ? `waits for a run of ${job} (${on})` : `after ${run} of ${job}`,
  );
  const behind = followedBy.map(({ run, job, state }) => `followed by ${run} of ${job}, ${state}`);
  return [...before, ...behind].map(printable).join('\n');
}
