import { expect, test } from 'vitest';
import { describeJobChanges } from '#shared/domain/job-changes.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';

function aJob(fields: object): JobDefinition {
  const raw = { name: 'a', method: 'POST', target: 'exec:node', ...fields };
  const parsed = parseJobDefinition(raw, { defaultZone: 'Europe/Berlin', place: '' });
  if (parsed.kind === 'definition') return parsed.definition;
  throw new Error(JSON.stringify(parsed.problems));
}

const nightly = { name: 'nightly', cron: '0 2 * * *' };
const shell = { target: 'shell:sh', effect: 'x' };

test.each<readonly [object, object, readonly string[]]>([
  [{}, {}, []],
  [{ timeout: '1h' }, { timeout: '10m' }, ['timeout: 1h → 10m']],
  [{}, { expireAfter: '1h' }, ['expireAfter: never → 1h']],
  [{ cwd: '/a' }, {}, ['cwd: /a → home folder']],
  [{ effect: 'x' }, { effect: 'x', args: ['-v'] }, ['args: [] → ["-v"]']],
  [
    { input: { index: 'orders', old: 1, deep: { a: 1, b: 2 } } },
    { input: { index: 'items', deep: { b: 3, a: 1 }, new: [1] } },
    [
      'input.index: "orders" → "items"',
      ...['input.old: - 1', 'input.deep.b: 2 → 3', 'input.new: + [1]'],
    ],
  ],
  [
    { input: { a: { x: 1 }, password: { b: 1 } } },
    { input: { a: 5, password: { b: 2 } } },
    ['input.a: {"x":1} → 5', 'input.password: changed'],
  ],
  [
    { env: { API_TOKEN: 'abc', LANG: 'C' } },
    { env: { API_TOKEN: 'xyz', LANG: 'de' } },
    ['env.API_TOKEN: changed', 'env.LANG: "C" → "de"'],
  ],
  [{}, { triggers: [{ cron: '*/15 * * * *' }] }, ['triggers: + cron */15 * * * * (Europe/Berlin)']],
  [
    { triggers: [{ interval: '5m', grace: '1m' }, { interval: '6m' }] },
    { triggers: [{ interval: '5m', grace: '5m', misfire: 'skip', input: { a: 1 } }] },
    [
      'triggers[every 5m].misfire: by method → skip',
      ...['triggers[every 5m].grace: 1m → 5m', 'triggers[every 5m].input.a: + 1'],
      'triggers: - every 6m',
    ],
  ],
  [
    { triggers: [nightly] },
    {
      triggers: [
        { ...nightly, cron: '0 3 * * *' },
        { name: 'x', interval: '1h' },
      ],
    },
    [
      'triggers.nightly: cron 0 2 * * * (Europe/Berlin) → cron 0 3 * * * (Europe/Berlin)',
      'triggers.x: + every 1h',
    ],
  ],
  [
    {
      concurrency: [
        { key: 'a', limit: 1 },
        { key: 'b', limit: 1 },
      ],
    },
    {
      concurrency: [
        { key: 'a', limit: 2 },
        { key: 'c', limit: 3 },
      ],
    },
    [
      'concurrency "a": limit 1 → limit 2',
      ...['concurrency "b": - limit 1', 'concurrency "c": + limit 3'],
    ],
  ],
  [
    {},
    { retry: { maxAttempts: 5, delays: ['10s', '1m'], retryOn: ['exit'] } },
    [
      ...['retry.maxAttempts: 3 → 5', 'retry.backoff: exponential → list'],
      ...['retry.delays: none → 10s, 1m', 'retry.retryOn: by method → exit'],
    ],
  ],
  [{}, { inputSchema: { type: 'object' } }, ['inputSchema: + {"type":"object"}']],
  [{ ...shell, script: 'echo a' }, { ...shell, script: 'echo b' }, ['script: "echo a" → "echo b"']],
  [{ ...shell, script: 'a\nb' }, { ...shell, script: 'a\nc' }, ['script: changed']],
])('from %j to %j', (before, after, lines) => {
  expect(describeJobChanges(aJob(before), aJob(after))).toEqual(lines);
});

test('every field of a definition that differs has a line', () => {
  const before = aJob({ effect: 'x', triggers: [{ interval: '5m' }] });
  const other = aJob({
    ...{ name: 'b', method: 'GET', target: 'shell:ls', effect: 'y', input: { a: 1 } },
    ...{ inputSchema: true, timeout: '1m', killGrace: '1s', expireAfter: '1m', priority: 1 },
    ...{ cwd: '/', env: { A: 'a' }, concurrency: [{ key: 'k', limit: 1 }] },
  });
  const after: JobDefinition = { ...other, args: ['x'], headers: { A: 'a' }, idempotent: true };
  for (const field of Object.keys(before) as readonly (keyof JobDefinition)[]) {
    const changed = { ...before, [field]: after[field] };
    expect(describeJobChanges(before, changed), field).not.toEqual([]);
  }
});
