const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Text from elsewhere on one line, without anything that could steer the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(UNPRINTABLE, '\uFFFD');
}

/** `text` in at most `width` characters, the cut shown as `…`. */
export function truncated(text: string, width: number): string {
  const characters = Array.from(text);
  if (characters.length <= width) return text;
  return `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/** How many columns a text takes; wide characters are not told apart. */
export function widthOf(text: string): number {
  return Array.from(text).length;
}
