import { closestWord } from '#shared/lib/closest-word.ts';

/** `; did you mean "retry"?`, to be put behind a sentence; empty when nothing is close enough. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = closestWord(word, candidates);
  return meant === null ? '' : `; did you mean "${meant}"?`;
}
