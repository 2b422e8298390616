import { quoteWord, toFilterTerms } from '#shared/domain/filter-terms.ts';
import { METHODS } from '#shared/domain/method.ts';
import { parseNumberRange } from '#shared/domain/parse-number-range.ts';
import type { FilterField, RunFilter } from '#shared/domain/run-filter.ts';
import { FILTER_FIELDS, INPUT_PREFIX } from '#shared/domain/run-filter.ts';
import { RUN_ORIGINS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { didYouMean } from '#shared/lib/did-you-mean.ts';
import { parseDuration } from '#shared/lib/duration.ts';
import { quoted } from '#shared/lib/quoted.ts';

/** What is wrong with a filter that was typed. */
export interface FilterProblem {
  /** Where it stands, counted in characters. */
  readonly at: number;
  /** One sentence for a person. */
  readonly message: string;
}

export type ParsedFilter =
  | { readonly filter: RunFilter; readonly problem: null }
  | { readonly filter: null; readonly problem: FilterProblem };

/** Of a term: the part of the filter that it stands for, or the sentence why it stands for none. */
type ReadTerm = Partial<RunFilter> | string;

/**
 * Reads a filter as it is typed: `state:failed,retry_wait job:backup* attempts:>1 dur:>10m since:12h
 * error:"connection refused" input.customer:42`, and words besides. A field that does not exist is refused, never
 * ignored: whoever mistypes one would take all runs for those that they asked for.
 */
export function parseRunFilter(text: string): ParsedFilter {
  const { terms, openQuoteAt } = toFilterTerms(text);
  if (terms === null) return refuse(openQuoteAt, 'this quote has no end: write " behind it');
  let filter: RunFilter = {};
  const words: string[] = [];
  const said = new Set<string>();
  for (const term of terms) {
    if (term.field === null) {
      words.push(quoteWord(term.value));
      continue;
    }
    const read = readTerm(term.field, term.value, filter);
    if (typeof read === 'string') return refuse(term.at, read);
    if (said.has(term.field)) return refuse(term.at, `${term.field} is said twice: say it once`);
    if (!term.field.startsWith(INPUT_PREFIX)) said.add(term.field);
    filter = { ...filter, ...read };
  }
  return {
    filter: words.length === 0 ? filter : { ...filter, text: words.join(' ') },
    problem: null,
  };
}

function refuse(at: number, message: string): ParsedFilter {
  return { filter: null, problem: { at, message } };
}

function readTerm(field: string, value: string, filter: RunFilter): ReadTerm {
  if (field.startsWith(INPUT_PREFIX)) return readInput(field, value, filter);
  if (!isFilterField(field)) {
    const known = `${FILTER_FIELDS.join(', ')} and input.…`;
    const hint = didYouMean(field, FILTER_FIELDS) || `: there are ${known}`;
    return `no field is called ${quoted(field)}${hint} (text is looked for in quotes)`;
  }
  if (value === '') return `${field} needs a value: ${EXAMPLES[field]}`;
  const read = READERS[field](value);
  return read ?? `${quoted(value)} is nothing that ${field} can be: write ${EXAMPLES[field]}`;
}

function isFilterField(field: string): field is FilterField {
  return (FILTER_FIELDS as readonly string[]).includes(field);
}

const EXAMPLES: Readonly<Record<FilterField, string>> = {
  state: 'state:failed or state:failed,retry_wait',
  job: 'job:backup-db or job:backup*',
  method: 'method:GET or method:POST',
  origin: `one of ${RUN_ORIGINS.join(', ')}`,
  attempts: 'attempts:3, attempts:>1 or attempts:2..4',
  dur: 'dur:>10m, dur:<=5s or dur:1m..5m',
  since: 'since:12h or since:2026-11-24T08:00Z',
  until: 'until:2026-11-24T08:00Z',
  error: 'error:"connection refused"',
  fingerprint: 'fingerprint:4f1c09aa',
  late: 'late:yes or late:no',
  is: 'is:pinned or is:unpinned',
};

const JOB_PATTERN = /^[0-9A-Za-z_*-]{1,64}$/;
const FINGERPRINT = /^[0-9A-Za-z_-]{1,64}$/;

const READERS: Readonly<Record<FilterField, (value: string) => ReadTerm | null>> = {
  state: (value) => {
    const names = value.split(',');
    const states = names.map((name) => RUN_STATES.find((state) => state === name));
    const missing = states.indexOf(undefined);
    if (missing < 0) return { state: states.filter((state) => state !== undefined) };
    const name = names[missing] ?? '';
    const hint = didYouMean(name, RUN_STATES) || `; there are ${RUN_STATES.join(', ')}`;
    return `no state is called ${quoted(name)}${hint}`;
  },
  job: (value) => (JOB_PATTERN.test(value) ? { job: value } : null),
  method: (value) => {
    const method = METHODS.find((name) => name === value.toUpperCase());
    return method === undefined ? null : { method };
  },
  origin: (value) => {
    const origin = RUN_ORIGINS.find((name) => name === value);
    return origin === undefined ? null : { origin };
  },
  attempts: (value) => {
    const attempts = parseNumberRange(value, readWholeNumber);
    return attempts && { attempts };
  },
  dur: (value) => {
    const durationMs = parseNumberRange(value, parseDuration);
    return durationMs && { durationMs };
  },
  since: (value) => {
    const sinceAgoMs = parseDuration(value);
    if (sinceAgoMs !== null) return { sinceAgoMs };
    const since = parseInstant(value);
    return since === null ? null : { since };
  },
  until: (value) => {
    const until = parseInstant(value);
    return until === null ? null : { until };
  },
  error: (value) => ({ error: value }),
  fingerprint: (value) => (FINGERPRINT.test(value) ? { fingerprint: value } : null),
  late: (value) => {
    if (value !== 'yes' && value !== 'no') return null;
    return { isLate: value === 'yes' };
  },
  is: (value) => {
    if (value !== 'pinned' && value !== 'unpinned') return null;
    return { isPinned: value === 'pinned' };
  },
};

function readInput(field: string, value: string, { input = [] }: RunFilter): ReadTerm {
  const path = field.slice(INPUT_PREFIX.length);
  const isPath = path.split('.').every((part) => part !== '');
  if (!isPath) return 'input needs the name of one of its fields: input.customer:42';
  return { input: [...input, { path, value }] };
}

function readWholeNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** A day is one of UTC; a time says its zone, for a filter is passed on between machines. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

function parseInstant(text: string): number | null {
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) || at < 0 ? null : at;
}
