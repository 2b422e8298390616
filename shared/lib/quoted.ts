import { shorten } from '#shared/lib/shorten.ts';

const MAX_LENGTH = 64;

/** In quotes, and not longer than a sentence bears. */
export function quoted(text: string): string {
  return JSON.stringify(shorten(text, MAX_LENGTH));
}
