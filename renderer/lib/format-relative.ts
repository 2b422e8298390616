import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';

/**
 * `41 min ago`, `just now`; of what is to come `now`, `in 4 min`. What has just happened can be later than `now` too,
 * which moves on by the second: `now` is true of both.
 */
export function formatRelative(at: number, now: number): string {
  if (Math.abs(now - at) < 1_000) return at > now ? 'now' : 'just now';
  const rough = formatRoughDuration(Math.abs(now - at));
  return at > now ? `in ${rough}` : `${rough} ago`;
}
