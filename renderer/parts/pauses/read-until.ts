import { parseUntil } from '#shared/domain/parse-until.ts';
import { asSentence } from '#renderer/lib/as-sentence.ts';

export interface Until {
  /** `null` for nothing written, and for what cannot be read. */
  readonly at: number | null;
  readonly problem: string | null;
}

/** When a pause is to end, as a person wrote it. */
export function readUntil(text: string, zone: string, now: number): Until {
  if (text.trim() === '') return { at: null, problem: null };
  try {
    return { at: parseUntil(text, zone, now), problem: null };
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return { at: null, problem: asSentence(sentence) };
  }
}
