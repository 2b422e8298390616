const PLAIN_WORD = /^[\w/.:=@%+,-]+$/;

/** One word for a POSIX shell, in quotes only where it needs them. */
export function shellWord(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
