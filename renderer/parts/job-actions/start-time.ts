import { resolveLocalTime } from '#shared/domain/local-time.ts';
import { asSentence } from '#renderer/lib/as-sentence.ts';

export type StartTime =
  { readonly at: number; readonly problem: null } | { readonly at: null; readonly problem: string };

/**
 * The instant that a person wrote as local time. What does not exist there, happens twice or has passed is refused
 * with a sentence that says what to write instead.
 */
export function readStartTime(local: string, zone: string, now: number): StartTime {
  try {
    const at = resolveLocalTime({ local, zone });
    return at > now ? { at, problem: null } : { at: null, problem: 'That has passed already.' };
  } catch (error) {
    return {
      at: null,
      problem: asSentence(error instanceof Error ? error.message : String(error)),
    };
  }
}
