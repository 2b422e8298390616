import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkJobFile } from '#server/job-file/check-job-file.ts';
import { readJobFile } from '#server/job-file/read-job-file.ts';
import type { JobFile } from '#server/job-file/read-job-file.ts';
import { reportProblems } from '#server/job-file/report-problems.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { renderRequest } from '#shared/domain/request-line.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'job-file-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(text: string | Uint8Array): JobFile {
  const file = path.join(folder, 'jobs.yaml');
  writeFileSync(file, text);
  return readJobFile(file);
}

/** What a person would see, with the file called `jobs.yaml`. */
function complaintsAbout(text: string | Uint8Array): readonly string[] {
  const shown = (line: string) => line.replaceAll(folder + path.sep, '');
  try {
    const file = read(text);
    return reportProblems(file, checkJobFile(file).problems).map(shown);
  } catch (error) {
    if (error instanceof Refusal) return [shown(error.message)];
    throw error;
  }
}

/** A right job on lines 2 to 4, and whatever follows from line 5 on. */
function withJob(...lines: readonly string[]): string {
  return ['jobs:', '  - name: a', '    method: GET', '    target: exec:node', ...lines].join('\n');
}

const EXAMPLE = `jobs:
  - name: rebuild-search-index
    method: GET
    target: exec:node
    args: [scripts/reindex.mjs]
    cwd: .
    env: { LANG: C.UTF-8 }
    effect: "rebuilds the search index {{input.index}}"
    input: { index: orders }
    triggers:
      - { cron: "*/15 * * * *", zone: Europe/Berlin, misfire: run_once }
    overlap: skip
    concurrency: [{ key: "index:{{input.index}}", limit: 1 }]
    retry: { maxAttempts: 5, backoff: exponential, initialDelay: 10s, jitter: none }
    timeout: 10m
  - name: send-reminder
    method: POST
    target: http://127.0.0.1:8025/reminders
    effect: "sends the reminder mail to {{input.customer}}"
    inputSchema: { type: object, required: [customer], properties: { customer: { type: string } } }
`;

describe('a job file', () => {
  test('numbers and flags in env reach the process as they are written, and nowhere else', () => {
    const file = read(
      withJob('    env: { N: 3, VERSION: 1.10, DEBUG: true }', '    input: { env: { N: 3 } }'),
    );
    expect(checkJobFile(file)).toMatchObject({
      definitions: [{ env: { N: '3', VERSION: '1.10', DEBUG: 'true' }, input: { env: { N: 3 } } }],
      problems: [],
    });
  });

  test('the one in the documentation is right', () => {
    const { definitions, problems } = checkJobFile(read(EXAMPLE));
    expect(problems).toEqual([]);
    const [rebuild, remind] = definitions;
    expect(rebuild).toMatchObject({ cwd: folder, timeoutMs: 600_000, overlap: 'skip' });
    expect(renderRequest(rebuild!, rebuild!.input)).toMatchObject({
      requestLine: 'GET exec:node scripts/reindex.mjs?index=orders',
      effect: 'rebuilds the search index orders',
      concurrencyKeys: [{ key: 'index:orders', limit: 1 }],
    });
    expect(renderRequest(remind!, { customer: 'Ann' }).requestLine).toBe(
      'POST http://127.0.0.1:8025/reminders {"customer":"Ann"}',
    );
  });

  test('a relative folder is meant from where the file is', () => {
    const { definitions } = read(withJob('    cwd: work/../data'));
    expect(definitions[0]).toMatchObject({ cwd: path.join(folder, 'data') });
  });

  test('an absolute folder, and one that is not expanded, are left as they are', () => {
    expect(read(withJob('    cwd: /srv')).definitions[0]).toMatchObject({ cwd: '/srv' });
    expect(read(withJob('    cwd: ~/x')).definitions[0]).toMatchObject({ cwd: '~/x' });
  });

  test('words that older YAML takes for something else are text', () => {
    const { definitions } = read(withJob('    env: { LANG: no, MODE: 0o17x, AT: 12:30 }'));
    expect(definitions[0]).toMatchObject({ env: { LANG: 'no', MODE: '0o17x', AT: '12:30' } });
  });

  test('a few aliases are welcome', () => {
    const file = read(withJob('    env: &env { LANG: C }', '    input: { env: *env }'));
    expect(checkJobFile(file).definitions[0]).toMatchObject({ input: { env: { LANG: 'C' } } });
  });
});

const bomb = Array.from({ length: 9 }, (_, i) =>
  i === 0
    ? 'x0: &x0 [a, a, a]'
    : `x${i}: &x${i} [${Array(9)
        .fill(`*x${i - 1}`)
        .join(', ')}]`,
);

describe('a file that cannot be used is refused with one sentence', () => {
  test.each<readonly [string, string | Uint8Array]>([
    ['jobs.yaml is empty: it needs a list "jobs:"', ''],
    ['jobs.yaml is empty: it needs a list "jobs:"', '# nothing yet\n'],
    ['jobs.yaml:1: the jobs belong into a list "jobs:"', '- name: a'],
    ['jobs.yaml: the list "jobs:" is missing', 'version: 1'],
    ['jobs.yaml: the list "jobs:" is missing; did you mean it by "job"?', 'job: []'],
    ['jobs.yaml:2: jobs is a list: each job starts with "- name: …"', '\njobs: { name: a }'],
    ['jobs.yaml:3: jobs[1] is not a set of fields', 'jobs:\n  - { name: a }\n  - rebuild'],
    ['jobs.yaml:5:16: text that begins with * needs quotes', withJob('    cron: */15 * * * *')],
    ['jobs.yaml:5:1: a tab cannot indent a line: use spaces', withJob('\ttimeout: 1h')],
    ['jobs.yaml:5:5: the field "name" stands twice', withJob('    name: b')],
    [
      'jobs.yaml:5:13: this line has a second colon: check its indentation, and text that holds ": " needs quotes',
      withJob('    effect: rebuild: all'),
    ],
    [
      'jobs.yaml:5:13: this is not YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
      withJob('    args: [a'),
    ],
    ['jobs.yaml:5:15: a quotation mark is never closed', withJob('    effect: "x')],
    [
      'jobs.yaml:5:14: a tag (!name) means nothing here; text that begins with ! needs quotes',
      withJob('    timeout: !soon 1h'),
    ],
    [
      'jobs.yaml:5:1: a job file is one document: everything after a second --- would be ignored',
      withJob('---', 'jobs: []'),
    ],
    [
      'jobs.yaml: an alias (*name) comes before its anchor (&name), or has none; text that begins with * needs quotes',
      withJob('    input: *defaults'),
    ],
    ['jobs.yaml: aliases (*name) repeat too much of the file', [...bomb, 'jobs: []'].join('\n')],
    ['jobs.yaml is larger than 1 MB', `# ${'x'.repeat(1_048_576)}`],
    ['jobs.yaml is not UTF-8 text', Uint8Array.of(0x6a, 0xff, 0xfe)],
  ])('%s', (complaint, text) => {
    expect(complaintsAbout(text)).toEqual([complaint]);
  });

  test('one that is nested without end', () => {
    const [complaint, ...others] = complaintsAbout(`jobs: ${'['.repeat(100_000)}`);
    expect(complaint).toMatch(/^jobs\.yaml:1:\d+: this is nested too deeply$/);
    expect(others).toEqual([]);
  });

  test('one that is not there, or is a folder', () => {
    mkdirSync(path.join(folder, 'folder'));
    expect(() => readJobFile(path.join(folder, 'none.yaml'))).toThrow('none.yaml does not exist');
    expect(() => readJobFile(path.join(folder, 'folder'))).toThrow(
      'folder is a folder, not a job file',
    );
    expect(() => readJobFile(path.join(folder, 'jobs.yaml', 'x'))).toThrow('x does not exist');
  });
});

test.skipIf(process.platform === 'win32')('a device is no job file', () => {
  expect(() => readJobFile('/dev/null')).toThrow('/dev/null is not a file');
});

describe('what is wrong inside is told with its line, in the order of the file', () => {
  test.each<readonly [readonly string[], string]>([
    [
      [
        'jobs.yaml:7: jobs[0].triggers[1].cron: "* *" is not a cron expression: it needs five fields (minute, hour, day of month, month, day of week) or six with seconds first, and has 2',
      ],
      withJob('    triggers:', '      - interval: 5m', '      - cron: "* *"'),
    ],
    [
      [
        'jobs.yaml:3: jobs[0].method: method is GET (may be repeated) or POST (is performed once), not "get": write GET',
        'jobs.yaml:5: jobs[0].retires: unknown field "retires"; did you mean "retry"?',
        'jobs.yaml:6: jobs[0].concurrency[0].limit: limit is missing',
      ],
      withJob('    retires: 3', '    concurrency: [{ key: a }]').replace('GET', 'get'),
    ],
    [
      [
        'jobs.yaml:5: jobs[0].effect: effect is text, not a set of fields: text that begins with { or holds ": " needs quotes',
      ],
      withJob('    effect: {{input.index}}'),
    ],
    [
      [
        'jobs.yaml:1: version: unknown field "version": a job file has only "jobs" and "calendars"',
        'jobs.yaml:6: jobs[1].name: the name "a" belongs to jobs[0] already',
      ],
      `version: 1\n${withJob('  - { name: a, method: POST, target: exec:x }')}`,
    ],
    [
      [
        'jobs.yaml:1: calendars.days[0]: "12-33" has a day that no year has',
        'jobs.yaml:6: jobs[0].triggers[0].exclude[1]: there is no calendar "dais"; did you mean "days"?',
      ],
      `calendars: { days: [12-33] }\n${withJob('    triggers: [{ interval: 1h, exclude: [days, dais] }]')}`,
    ],
    [
      ['jobs.yaml:1: calendars.sat: sat is a day of the week: a calendar needs another name'],
      `calendars: { sat: [12-24] }\n${withJob()}`,
    ],
    [['jobs.yaml:2: jobs[0].target: target is missing'], 'jobs:\n  - name: a\n    method: GET'],
    [
      ['jobs.yaml:5: jobs[0].env["X.Y"]: "X.Y" is not the name of an environment variable'],
      withJob('    env: { X.Y: a }'),
    ],
    [
      [
        'jobs.yaml:5: jobs[0].input.id: a whole number beyond 2^53 loses digits: write it in quotes',
      ],
      withJob('    input: { id: 12345678901234567890 }'),
    ],
  ])('%j', (complaints, text) => {
    expect(complaintsAbout(text)).toEqual(complaints);
  });

  test('a place inside an alias is where its anchor stands', () => {
    const text = withJob(
      '    env: &env { A-B: c }',
      '  - { name: b, method: GET, target: exec:x, env: *env }',
    );
    expect(complaintsAbout(text).map((line) => line.split(': ')[0])).toEqual([
      'jobs.yaml:5',
      'jobs.yaml:5',
    ]);
  });
});
