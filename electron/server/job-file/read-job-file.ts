import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileFault } from '#server/job-file/file-fault.ts';
import { parseYamlFile } from '#server/job-file/yaml-file.ts';
import type { YamlFile } from '#server/job-file/yaml-file.ts';
import { isAbsolutePath, isUnexpanded } from '#shared/domain/parse-work.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { isPlainObject } from '#shared/domain/raw-field.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { didYouMean } from '#shared/lib/did-you-mean.ts';
import { joinPlace } from '#shared/lib/place.ts';

/** A file as it was written, its jobs not checked yet. */
export interface JobFile extends Pick<YamlFile, 'locate'> {
  /** As it was given: what sentences call the file. */
  readonly path: string;
  /** What stands under `jobs:`, each relative `cwd` made absolute from the file's folder. */
  readonly jobs: readonly unknown[];
  /** What is wrong with the file around its jobs: unknown fields, names that stand twice. */
  readonly problems: readonly Problem[];
}

const MAX_BYTES = 1_048_576;

/**
 * Reads a YAML file with a list `jobs:`. Refuses, with a sentence that names file, line and column, what
 * cannot be read at all; what is wrong inside is left to be told together with the jobs' own problems.
 */
export function readJobFile(filePath: string): JobFile {
  const text = readText(filePath);
  const { value, locate } = parseYamlFile(filePath, text);
  if (value === null) throw refusal(`${filePath} is empty: it needs a list "jobs:"`);
  if (!isPlainObject(value)) throw refusal(`${filePath}:1: the jobs belong into a list "jobs:"`);
  const folder = path.dirname(path.resolve(filePath));
  const jobs = jobsOf(value, filePath, locate).map((job) => withAbsoluteFolder(job, folder));
  const problems = [...unknownFields(value), ...repeatedNames(jobs)];
  return { path: filePath, jobs, problems, locate };
}

function readText(filePath: string): string {
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
  value: Readonly<Record<string, unknown>>,
  filePath: string,
  locate: YamlFile['locate'],
): readonly unknown[] {
  const { jobs } = value as { jobs?: unknown };
  if (Array.isArray(jobs)) return jobs as readonly unknown[];
  if (jobs !== undefined) {
    const { line } = locate('jobs');
    throw refusal(`${filePath}:${line}: jobs is a list: each job starts with "- name: …"`);
  }
  const [first] = Object.keys(value);
  const meant = first === undefined ? '' : didYouMean(first, ['jobs']);
  throw refusal(
    meant === ''
      ? `${filePath}:1: the list "jobs:" is missing`
      : `${filePath}:${locate(first ?? '').line}: unknown field ${JSON.stringify(first)}${meant}`,
  );
}

function unknownFields(value: Readonly<Record<string, unknown>>): readonly Problem[] {
  return Object.keys(value)
    .filter((name) => name !== 'jobs')
    .map((name) => ({
      place: joinPlace('', name),
      message: `unknown field ${JSON.stringify(name)}: a job file has only "jobs"`,
    }));
}

function repeatedNames(jobs: readonly unknown[]): readonly Problem[] {
  const places = new Map<unknown, string>();
  return jobs.flatMap((job, index) => {
    const name = isPlainObject(job) ? job['name'] : undefined;
    if (typeof name !== 'string') return [];
    const first = places.get(name);
    if (first === undefined) places.set(name, `jobs[${index}]`);
    const message = `the name ${JSON.stringify(name)} belongs to ${first ?? ''} already`;
    return first === undefined ? [] : [{ place: `jobs[${index}].name`, message }];
  });
}

/** What a shell would expand is left as it is: the job's own check refuses it. */
function withAbsoluteFolder(job: unknown, folder: string): unknown {
  if (!isPlainObject(job)) return job;
  const { cwd } = job as { cwd?: unknown };
  if (typeof cwd !== 'string' || cwd.trim() === '') return job;
  return isUnexpanded(cwd) || isAbsolutePath(cwd)
    ? job
    : { ...job, cwd: path.resolve(folder, cwd) };
}

function refusal(sentence: string): Refusal {
  return new Refusal('invalid_input', sentence);
}
