/** One part of a filter that was typed: `state:failed`, or a word. */
export interface FilterTerm {
  /** Before the colon; `null` for a word. */
  readonly field: string | null;
  /** Without its quotes. */
  readonly value: string;
  /** Whether it stood in quotes, which makes a phrase of several words. */
  readonly isQuoted: boolean;
  /** Where it begins, counted in characters. */
  readonly at: number;
}

export type FilterTerms =
  | { readonly terms: readonly FilterTerm[]; readonly openQuoteAt: null }
  /** A quote begins there and never ends. */
  | { readonly terms: null; readonly openQuoteAt: number };

/** An address such as `https://…` is no field. */
const FIELD = /([A-Za-z][\w.-]*):(?!\/\/)/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const BARE = /[^\s"]+/y;
const BLANK = /\s+/y;

/** Cuts a filter into its terms, at blanks outside of quotes; within quotes `\"` and `\\` stand for themselves. */
export function toFilterTerms(text: string): FilterTerms {
  const terms: FilterTerm[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  take(BLANK);
  while (at < text.length) {
    const begin = at;
    const field = take(FIELD)?.[1] ?? null;
    const quoted = take(QUOTED)?.[1];
    if (quoted === undefined && text[at] === '"') return { terms: null, openQuoteAt: at };
    const value = quoted === undefined ? (take(BARE)?.[0] ?? '') : unescape(quoted);
    terms.push({ field, value, isQuoted: quoted !== undefined, at: begin });
    take(BLANK);
  }
  return { terms, openQuoteAt: null };
}

const WORD = /"((?:[^"\\]|\\.)*)"|[^\s"]+/g;

/** The words of a text, a phrase in quotes being one; a quote that never ends is passed over. */
export function toSearchWords(text: string): readonly string[] {
  return Array.from(text.matchAll(WORD), ([bare, phrase]) =>
    phrase === undefined ? bare : unescape(phrase),
  ).filter((word) => word !== '');
}

function unescape(phrase: string): string {
  return phrase.replaceAll(/\\(.)/g, '$1');
}

/** The text of one word, in quotes where it would be cut or taken for a field without them. */
export function quoteWord(word: string): string {
  FIELD.lastIndex = 0;
  return FIELD.test(word) ? inQuotes(word) : quoteValue(word);
}

/** The same behind a field, where a colon does no harm. */
export function quoteValue(value: string): string {
  return value !== '' && !/[\s"\\]/.test(value) ? value : inQuotes(value);
}

function inQuotes(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
