/** One place of a cron expression and the values that may stand in it. */
export interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names that may stand for numbers, the first one for `firstNamed`. */
  readonly names: readonly string[];
  readonly firstNamed: number;
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** The fields of an expression that has all six, in their order. */
export const CRON_FIELDS: readonly CronField[] = [
  { name: 'second', least: 0, most: 59, names: [], firstNamed: 0 },
  { name: 'minute', least: 0, most: 59, names: [], firstNamed: 0 },
  { name: 'hour', least: 0, most: 23, names: [], firstNamed: 0 },
  { name: 'day of month', least: 1, most: 31, names: [], firstNamed: 0 },
  { name: 'month', least: 1, most: 12, names: MONTHS, firstNamed: 1 },
  { name: 'day of week', least: 0, most: 7, names: WEEKDAYS, firstNamed: 0 },
];

/** A wildcard, a value or a range of two, each perhaps with a step. */
const PLAIN = /^(?:[*?]|([0-9A-Z]+)(?:-([0-9A-Z]+))?)(?:\/(\d+))?$/;

/**
 * What is wrong with a field, as the end of a sentence, as far as plain numbers, names, ranges and steps
 * go. `null` when nothing is, or when it is something else that croner has to judge.
 */
export function cronFieldFault(field: CronField, text: string): string | null {
  for (const entry of text.split(',')) {
    const fault = entry === '' ? emptyEntryFault(field, text) : entryFault(field, entry);
    if (fault !== null) return fault;
  }
  return null;
}

function emptyEntryFault(field: CronField, text: string): string {
  return `${field.name} has an empty entry in "${text}"`;
}

function entryFault(field: CronField, entry: string): string | null {
  const match = PLAIN.exec(entry.toUpperCase());
  if (match === null) return null;
  const [, from, to, step] = match;
  return (
    (from === undefined ? null : valueFault(field, from, to ?? from)) ??
    (step === undefined
      ? null
      : stepFault(field, Number(step), to === undefined ? from : undefined))
  );
}

function valueFault(field: CronField, from: string, to: string): string | null {
  const { name, least, most } = field;
  const first = toValue(field, from);
  // A week may also end with Sunday.
  const last = to === 'SUN' && from !== to ? 7 : toValue(field, to);
  if (first === null || last === null) return null;
  const outside = [first, last].find((value) => value < least || value > most);
  if (outside !== undefined) return `${name} must be ${least}–${most}, not ${outside}`;
  if (first > last) return `${name} range ${from}-${to} runs backwards, write it as two ranges`;
  return null;
}

function stepFault(field: CronField, step: number, alone: string | undefined): string | null {
  const { name, least, most } = field;
  const highest = name === 'day of week' ? 7 : most - least + 1;
  if (step < 1 || step > highest) return `${name} step must be 1–${highest}, not ${step}`;
  if (alone === undefined) return null;
  return `${name} step needs a range, write ${alone}-${most}/${step} instead of ${alone}/${step}`;
}

function toValue(field: CronField, word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word);
  const index = field.names.indexOf(word);
  return index === -1 ? null : index + field.firstNamed;
}
