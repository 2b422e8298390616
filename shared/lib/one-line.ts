/** Control characters, line separators, and what turns the direction of text around. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text on one line: what would break or disguise it stands as an escape such as `\n` or `\u202e`. */
export function oneLine(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) =>
      SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
