import type { CommandRefusal } from '#renderer/data/use-instance-command.ts';
import { inputFieldOf } from '#shared/contract/problem-sentence.ts';
import { asSentence } from '#renderer/lib/as-sentence.ts';

/**
 * What was refused, for the foot of a dialog: one problem in the words that stand at its field, several by the names
 * of their fields, where each is told.
 */
export function refusalWords(refusal: CommandRefusal | null): string | null {
  if (refusal === null) return null;
  const fields = refusal.problems.map(inputFieldOf).filter((field) => field !== null);
  if (fields.length < 2 || fields.length < refusal.problems.length) {
    return asSentence(refusal.sentence);
  }
  return `${fields.length} fields are to be mended: ${fields.join(', ')}.`;
}
