import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expandCalendars } from '#server/job-file/expand-calendars.ts';
import { fileFault } from '#server/job-file/file-fault.ts';
import { parseYamlFile } from '#server/job-file/yaml-file.ts';
import type { YamlFile } from '#server/job-file/yaml-file.ts';
import { isAbsolutePath, isUnexpanded } from '#shared/domain/parse-work.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { isPlainObject } from '#shared/domain/raw-field.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { closestWord } from '#shared/lib/closest-word.ts';
import { joinPlace } from '#shared/lib/place.ts';

/** A file as it was written, its jobs not checked yet. */
export interface JobFile extends Pick<YamlFile, 'locate'> {
  /** As it was given: what sentences call the file. */
  readonly path: string;
  /** What stands under `jobs:`, each relative `cwd` made absolute from the file's folder. */
  readonly definitions: readonly RawDefinition[];
  /** Of this machine: the zone of triggers that name none. */
  readonly defaultZone: string;
  /** What is wrong with the file around its jobs: unknown fields, names that stand twice. */
  readonly problems: readonly Problem[];
}

type RawDefinition = Readonly<Record<string, unknown>>;

const MAX_BYTES = 1_048_576;

/**
 * Reads a YAML file with a list `jobs:`. Refuses, with a sentence that names file and line, what cannot be
 * read at all; what is wrong inside is left to be told together with the jobs' own problems.
 */
export function readJobFile(filePath: string): JobFile {
  const { value, locate } = parseYamlFile(filePath, readText(filePath));
  if (value === null) throw refusal(`${filePath} is empty: it needs a list "jobs:"`);
  if (!isPlainObject(value)) throw refusal(`${filePath}:1: the jobs belong into a list "jobs:"`);
  const folder = path.dirname(path.resolve(filePath));
  const listed = jobsOf(value, filePath, locate);
  const { jobs, problems } = expandCalendars(value, listed);
  return {
    path: filePath,
    definitions: jobs.map((job) => withAbsoluteFolder(job, folder)),
    defaultZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    problems: [...unknownFields(value), ...problems, ...repeatedNames(jobs)],
    locate,
  };
}

function readText(filePath: string): string {
  if (filePath.trim() === '') throw refusal('the name of the job file is empty');
  try {
    const found = statSync(filePath);
    if (found.isDirectory()) throw refusal(`${filePath} is a folder, not a job file`);
    if (!found.isFile()) throw refusal(`${filePath} is not a file`);
    if (found.size > MAX_BYTES) throw refusal(`${filePath} is larger than 1 MB`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(filePath));
  } catch (error) {
    throw error instanceof Refusal ? error : refusal(fileFault(filePath, error));
  }
}

function jobsOf(
  value: RawDefinition,
  filePath: string,
  locate: YamlFile['locate'],
): readonly RawDefinition[] {
  const at = (place: string) => `${filePath}:${locate(place).line}`;
  const jobs: unknown = value['jobs'];
  if (jobs === undefined) throw refusal(`${filePath}: ${missingJobs(Object.keys(value))}`);
  if (!Array.isArray(jobs)) {
    throw refusal(`${at('jobs')}: jobs is a list: each job starts with "- name: …"`);
  }
  return jobs.map((job: unknown, index) => {
    if (isPlainObject(job)) return job;
    throw refusal(`${at(`jobs[${index}]`)}: jobs[${index}] is not a set of fields`);
  });
}

function missingJobs(names: readonly string[]): string {
  const meant = names.find((name) => closestWord(name, ['jobs']) !== null);
  const hint = meant === undefined ? '' : `; did you mean it by ${JSON.stringify(meant)}?`;
  return `the list "jobs:" is missing${hint}`;
}

function unknownFields(value: RawDefinition): readonly Problem[] {
  return Object.keys(value)
    .filter((name) => name !== 'jobs' && name !== 'calendars')
    .map((name) => ({
      place: joinPlace('', name),
      message: `unknown field ${JSON.stringify(name)}: a job file has only "jobs" and "calendars"`,
    }));
}

function repeatedNames(jobs: readonly RawDefinition[]): readonly Problem[] {
  const places = new Map<string, string>();
  return jobs.flatMap(({ name }, index) => {
    if (typeof name !== 'string') return [];
    const first = places.get(name);
    if (first === undefined) places.set(name, `jobs[${index}]`);
    const message = `the name ${JSON.stringify(name)} belongs to ${first ?? ''} already`;
    return first === undefined ? [] : [{ place: `jobs[${index}].name`, message }];
  });
}

/** What a shell would expand is left as it is: the job's own check refuses it. */
function withAbsoluteFolder(job: RawDefinition, folder: string): RawDefinition {
  const { cwd } = job;
  if (typeof cwd !== 'string' || cwd.trim() === '') return job;
  return isUnexpanded(cwd) || isAbsolutePath(cwd)
    ? job
    : { ...job, cwd: path.resolve(folder, cwd) };
}

function refusal(sentence: string): Refusal {
  return new Refusal('invalid_input', sentence);
}
