import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';

/** `41 min ago`, `in 4 min`, `just now`. */
export function formatRelative(at: number, now: number): string {
  if (Math.abs(now - at) < 1_000) return 'just now';
  const rough = formatRoughDuration(Math.abs(now - at));
  return at > now ? `in ${rough}` : `${rough} ago`;
}
