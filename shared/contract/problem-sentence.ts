import type { Problem } from '#shared/contract/errors.ts';
import { splitPlace } from '#shared/lib/place.ts';

/** A problem for a person, with its place in front unless the sentence names it already. */
export function problemSentence({ place, message }: Problem): string {
  return place === null || namesPlace(message, place) ? message : `${place}: ${message}`;
}

/** Of a place in the input of a run the field is enough: there is only one input. */
function namesPlace(message: string, place: string): boolean {
  if (message.includes(place)) return true;
  const [first, ...steps] = splitPlace(place);
  const field = steps.join('.');
  return first === 'input' && (field === '' || message.includes(`"${field}"`));
}

/** The top-level field of a run's input that a problem is about; `null` if it is about no single one. */
export function inputFieldOf({ place }: Problem): string | null {
  const [first, field] = splitPlace(place ?? '');
  return first === 'input' && typeof field === 'string' ? field : null;
}
