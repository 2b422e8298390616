import { keepStatuses, holdsStatus, showStatuses } from '#shared/domain/status-code.ts';

/*
 * What is left of a message when everything that differs from one failure to the next has become a placeholder. The
 * layers go from the longest shapes to the shortest, so that none takes a part out of another. Codes of HTTP are kept:
 * a 404 and a 500 are never the same failure, wherever they stand.
 */

/** Bounds the work for a hostile message; generous, so that its placeholders still fill a whole pattern. */
const MAX_LINE_LENGTH = 1_000;
const MAX_PATTERN_LENGTH = 300;

interface Layer {
  readonly shape: RegExp;
  readonly placeholder: string;
  /** Which of the matches vary; all of them where this is absent. */
  readonly isVariable?: (text: string) => boolean;
}

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const CLOCK = String.raw`\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?[AP]M\b)?`;
const ZONE = String.raw`(?: ?(?:Z|UTC|GMT)\b)?(?: ?[+-]\d\d:?\d\d\b)?`;
const YEAR = String.raw`\d{4}`;

/** As machines write them: ISO 8601, HTTP, `date`, syslog, web servers, and by numbers with slashes. */
const DATES: readonly string[] = [
  String.raw`\d{4}[-/]\d\d[-/]\d\d(?:[T ]${CLOCK}${ZONE})?`,
  String.raw`${DAY},? \d{1,2}[ -]${MONTH}[ -](?:\d{4}|\d\d) ${CLOCK}${ZONE}`,
  String.raw`${DAY} ${MONTH} {1,2}\d{1,2} ${CLOCK}(?: [A-Z]{3,4}\b)?(?: ${YEAR})?`,
  String.raw`\d{1,2}/${MONTH}/\d{4}:${CLOCK}${ZONE}`,
  String.raw`(?:${DAY},? )?\d{1,2} ${MONTH} \d{4}(?: ${CLOCK}${ZONE})?`,
  String.raw`${MONTH} {1,2}\d{1,2} ${CLOCK}`,
  String.raw`\d{1,2}/\d{1,2}/\d{4}(?: ${CLOCK})?`,
];

const LAYERS: readonly Layer[] = [
  // Colours of a terminal.
  { shape: /\u001b\[[0-9;]*[A-Za-z]/g, placeholder: '' },
  { shape: new RegExp(String.raw`\b(?:${DATES.join('|')})`, 'g'), placeholder: '<time>' },
  { shape: /\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?/g, placeholder: '<time>' },
  { shape: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, placeholder: '<id>' },
  {
    shape: /(?<![A-Za-z])(?:"[^"]*"|'[^']*'|`[^`]*`)/g,
    placeholder: '<text>',
    isVariable: (text) => !holdsStatus(text),
  },
  { shape: /[\w.+-]+@[\w-]+(?:\.[\w-]+)*/g, placeholder: '<mail>' },
  // Of an address on the web the host stays: another host is another failure.
  { shape: /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s/"'`<>]*)\/[^\s"'`<>]*/gi, placeholder: '<path>' },
  {
    shape: /(?<![\w.:/\\])(?:[A-Za-z]:\\|~?\/|\.{1,2}[\\/])[^\s"'`,;:()<>]+/g,
    placeholder: '<path>',
  },
  { shape: /[\w.@~-]+(?:[\\/][\w.@~-]+)+/g, placeholder: '<path>', isVariable: isRelativePath },
  { shape: /\[[0-9a-f:.]*:[0-9a-f:.]*\](?::\d+)?/gi, placeholder: '<address>' },
  { shape: /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, placeholder: '<address>' },
  { shape: /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, placeholder: '<address>' },
  { shape: /\b0x[0-9a-f]+\b/gi, placeholder: '<id>' },
  // There is no word of eight letters from a to f, so those are taken too.
  { shape: /\b[0-9a-f]{8,}\b/gi, placeholder: '<id>', isVariable: hasLetter },
  { shape: /\b[A-Za-z0-9_-]{10,}\b/g, placeholder: '<id>', isVariable: mixesDigitsAndLetters },
  {
    shape: /\b\d+(?:[.,]\d+)* ?(?:ns|us|µs|ms|s|secs?|seconds?|mins?|minutes?|h|hours?|d|days?)\b/g,
    placeholder: '<duration>',
  },
  { shape: /\d+(?:[.,]\d+)*/g, placeholder: '<id>' },
  { shape: /\s+/g, placeholder: ' ' },
];

/** The first line that says anything, with numbers, identifiers, times, paths and the like as placeholders. */
export function toMessagePattern(message: string): string {
  const firstLine = message.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  let pattern = keepStatuses(firstLine.slice(0, MAX_LINE_LENGTH));
  for (const { shape, placeholder, isVariable } of LAYERS) {
    pattern = pattern.replace(shape, (text) => (isVariable?.(text) === false ? text : placeholder));
  }
  return showStatuses(pattern.trim().slice(0, MAX_PATTERN_LENGTH));
}

/** `src/main.ts` and `a/b/c`, and not `and/or` or `text/html`. */
function isRelativePath(text: string): boolean {
  const parts = text.split(/[\\/]/);
  return parts.length > 2 || /\.[A-Za-z]\w*$/.test(text);
}

function hasLetter(text: string): boolean {
  return /[A-Za-z]/.test(text);
}

function mixesDigitsAndLetters(text: string): boolean {
  return /\d/.test(text) && hasLetter(text);
}
