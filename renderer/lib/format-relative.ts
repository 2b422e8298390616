import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';

/** `41 min ago`, `just now`; of what is to come `in a moment`, `in 4 min`. */
export function formatRelative(at: number, now: number): string {
  if (Math.abs(now - at) < 1_000) return at > now ? 'in a moment' : 'just now';
  const rough = formatRoughDuration(Math.abs(now - at));
  return at > now ? `in ${rough}` : `${rough} ago`;
}
