import type { Problem } from '#shared/domain/problem.ts';
import { parseExclusion } from '#shared/domain/parse-exclusion.ts';
import { isPlainObject } from '#shared/domain/raw-field.ts';
import { didYouMean } from '#shared/lib/did-you-mean.ts';
import { joinPlace } from '#shared/lib/place.ts';

type RawObject = Readonly<Record<string, unknown>>;

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

export interface ExpandedCalendars {
  /** The jobs, with what a calendar leaves out in the place of its name. */
  readonly jobs: readonly RawObject[];
  readonly problems: readonly Problem[];
}

/**
 * `exclude: [holidays]` stands for what `calendars: { holidays: […] }` of the same file lists. An engine never sees
 * the names alone: each job holds its own days, and says by which calendar.
 */
export function expandCalendars(value: RawObject, jobs: readonly RawObject[]): ExpandedCalendars {
  const calendars = value['calendars'];
  if (calendars === undefined) return { jobs, problems: [] };
  if (!isPlainObject(calendars)) {
    const message = 'calendars is a set of names, each with a list of days';
    return { jobs, problems: [{ place: 'calendars', message }] };
  }
  const problems = Object.entries(calendars).flatMap(([name, days]) => faultsOf(name, days));
  const unknown = jobs.flatMap((job, index) => unknownNames(job, `jobs[${index}]`, calendars));
  // What is told of a calendar need not be told of every job that names it.
  const known =
    problems.length > 0
      ? Object.fromEntries(Object.keys(calendars).map((name) => [name, []]))
      : calendars;
  return { jobs: jobs.map((job) => expandJob(job, known)), problems: [...problems, ...unknown] };
}

function faultsOf(name: string, days: unknown): readonly Problem[] {
  const place = joinPlace('calendars', name);
  if (!NAME.test(name)) {
    const message = `the name of a calendar is a letter, then letters, digits, "_" and "-", not ${JSON.stringify(name)}`;
    return [{ place, message }];
  }
  if ('exclusion' in parseExclusion(name, null)) {
    return [{ place, message: `${name} is a day of the week: a calendar needs another name` }];
  }
  if (!Array.isArray(days)) return [{ place, message: `${name} is a list of days` }];
  return days.flatMap((day: unknown, index) => {
    const parsed = typeof day === 'string' ? parseExclusion(day, name) : null;
    if (parsed === null)
      return [{ place: `${place}[${index}]`, message: `${name}[${index}] is text` }];
    if ('exclusion' in parsed) return [];
    return [{ place: `${place}[${index}]`, message: `${JSON.stringify(day)} ${parsed.fault}` }];
  });
}

function unknownNames(job: RawObject, place: string, calendars: RawObject): readonly Problem[] {
  return entriesOf(job).flatMap(({ entry, at }) => {
    const meant = misspelt(entry, calendars);
    if (meant === '') return [];
    const message = `there is no calendar ${JSON.stringify(entry)}${meant}`;
    return [{ place: `${place}.${at}`, message }];
  });
}

/** Which calendar is nearly named; empty for what is one, or none at all, which is judged where exclusions are read. */
function misspelt(entry: unknown, calendars: RawObject): string {
  if (typeof entry !== 'string' || Object.hasOwn(calendars, entry)) return '';
  if ('exclusion' in parseExclusion(entry, null)) return '';
  return didYouMean(entry, Object.keys(calendars));
}

function entriesOf(job: RawObject): readonly { readonly entry: unknown; readonly at: string }[] {
  const { triggers } = job;
  if (!Array.isArray(triggers)) return [];
  return triggers.flatMap((trigger: unknown, index) => {
    const exclude = isPlainObject(trigger) ? trigger['exclude'] : undefined;
    if (!Array.isArray(exclude)) return [];
    return exclude.map((entry: unknown, entryIndex) => ({
      ...{ entry, at: `triggers[${index}].exclude[${entryIndex}]` },
    }));
  });
}

function expandJob(job: RawObject, calendars: RawObject): RawObject {
  const { triggers } = job;
  if (!Array.isArray(triggers)) return job;
  return { ...job, triggers: triggers.map((trigger) => expandTrigger(trigger, calendars)) };
}

function expandTrigger(trigger: unknown, calendars: RawObject): unknown {
  if (!isPlainObject(trigger) || !Array.isArray(trigger['exclude'])) return trigger;
  const exclude = trigger['exclude'].flatMap((entry: unknown): unknown[] => {
    if (misspelt(entry, calendars) !== '') return [];
    const isNamed = typeof entry === 'string' && Object.hasOwn(calendars, entry);
    return [isNamed ? { calendar: entry, days: calendars[entry] } : entry];
  });
  return { ...trigger, exclude };
}
