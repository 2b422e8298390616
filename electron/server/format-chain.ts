import type { RunChain } from '#shared/contract/run-schema.ts';
import { formatSkipReason } from '#server/format-occurrence.ts';
import { printable } from '#server/printable.ts';

/** What a run was made after or waits for, and what came after it; empty where it stands alone. */
export function formatChain({ after, followedBy, notFollowedBy }: RunChain): string {
  const before = after.map(({ job, on, run }) =>
    run === null ? `waits for a run of ${job} (${on})` : `after ${run} of ${job}`,
  );
  const behind = followedBy.map(({ run, job, state }) => `followed by ${run} of ${job}, ${state}`);
  const missing = notFollowedBy.map(({ job, disposition, reason, run }) => {
    const why = reason === null ? '' : `: ${formatSkipReason(reason)}`;
    return `not followed by ${job}, ${disposition}${why}${run === null ? '' : ` (${run})`}`;
  });
  return [...before, ...behind, ...missing].map(printable).join('\n');
}
