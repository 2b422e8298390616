import { capitalise } from '#renderer/lib/capitalise.ts';

/** With a capital and a full stop, unless it ends in a mark of its own. */
export function asSentence(text: string): string {
  return `${capitalise(text)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
