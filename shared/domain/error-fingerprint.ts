import type { FailureClass } from '#shared/domain/failure-class.ts';

/*
 * Failures are grouped by a hash of job, failure class and the pattern of the message: what is left of its
 * first line when everything that differs from one failure to the next has become a placeholder. The layers
 * go from the longest shapes to the shortest, so that none takes a part out of another.
 */

/** First character of every fingerprint, raised whenever the recipe changes, so that groups can be made anew. */
const RECIPE_VERSION = '1';
const HASH_LENGTH = 12;
/** Bounds the work for a hostile message; generous, so that its placeholders still fill a whole pattern. */
const MAX_LINE_LENGTH = 1_000;
const MAX_PATTERN_LENGTH = 300;

interface Layer {
  readonly shape: RegExp;
  readonly placeholder: string;
  /** Which of the matches vary; all of them where this is absent. */
  readonly isVariable?: (text: string) => boolean;
}

const LAYERS: readonly Layer[] = [
  // Colours of a terminal.
  { shape: /\u001b\[[0-9;]*[A-Za-z]/g, placeholder: '' },
  {
    shape:
      /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?Z\b| ?[+-]\d\d:?\d\d\b)?)?/g,
    placeholder: '<time>',
  },
  { shape: /\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?/g, placeholder: '<time>' },
  { shape: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, placeholder: '<id>' },
  { shape: /\[[0-9a-f:.]*:[0-9a-f:.]*\](?::\d+)?/gi, placeholder: '<address>' },
  { shape: /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, placeholder: '<address>' },
  { shape: /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, placeholder: '<address>' },
  {
    shape: /(?<![A-Za-z])(?:"[^"]*"|'[^']*'|`[^`]*`)/g,
    placeholder: '<text>',
    isVariable: hasDigit,
  },
  { shape: /(?<=[\\/])[^\s\\/"'`,;:()<>]+/g, placeholder: '<part>', isVariable: hasDigit },
  { shape: /\b0x[0-9a-f]+\b/gi, placeholder: '<hex>' },
  { shape: /\b[0-9a-f]{8,}\b/gi, placeholder: '<hex>', isVariable: mixesDigitsAndLetters },
  { shape: /\b[A-Za-z0-9_-]{10,}\b/g, placeholder: '<id>', isVariable: mixesDigitsAndLetters },
  {
    shape: /\b\d+(?:[.,]\d+)* ?(?:ns|us|µs|ms|s|secs?|seconds?|mins?|minutes?|h|hours?|d|days?)\b/g,
    placeholder: '<duration>',
  },
  { shape: /\d+(?:[.,]\d+)*/g, placeholder: '<n>' },
  { shape: /\s+/g, placeholder: ' ' },
];

/** A short text that failures of one job share when they look like the same failure. */
export function errorFingerprint(failure: {
  readonly jobName: string;
  readonly failureClass: FailureClass;
  readonly message: string;
}): string {
  const pattern = toMessagePattern(failure.message);
  return RECIPE_VERSION + hash([failure.jobName, failure.failureClass, pattern].join('\n'));
}

/** The first line that says anything, with numbers, identifiers, times, addresses and the like as placeholders. */
export function toMessagePattern(message: string): string {
  const firstLine = message.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  let pattern = firstLine.slice(0, MAX_LINE_LENGTH);
  for (const { shape, placeholder, isVariable } of LAYERS) {
    pattern = pattern.replace(shape, (text) => (isVariable?.(text) === false ? text : placeholder));
  }
  return pattern.trim().slice(0, MAX_PATTERN_LENGTH);
}

function hasDigit(text: string): boolean {
  return /\d/.test(text);
}

function mixesDigitsAndLetters(text: string): boolean {
  return hasDigit(text) && /[A-Za-z]/.test(text);
}

/** FNV-1a with 64 bits over UTF-16 units, as the last twelve digits of its base 36 form. */
function hash(text: string): string {
  let state = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    state = BigInt.asUintN(64, (state ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return state.toString(36).padStart(HASH_LENGTH, '0').slice(-HASH_LENGTH);
}
