import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { JobDefinition } from '#shared/domain/job.ts';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';
import { toRawJob } from '#shared/domain/raw-job.ts';

/** A field that stands there, or does not. */
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const duration = fc.integer({ min: 1_000, max: 3_000_000 }).map((ms) => `${ms}ms`);
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const input = fc.dictionary(
  fc.constantFrom('a', 'b', '0', 'yes'),
  fc.oneof(value, fc.array(value), fc.dictionary(fc.string(), value)),
);
const text = fc.constantFrom(
  'plain',
  '3',
  'true',
  '~',
  '- x',
  'a: b',
  ' leading',
  'two\nlines',
  '#',
);
const exclude = fc.array(
  fc.constantFrom(
    ...['2027-12-24', '2027-12-24..2028-01-06', '12-25', 'sat-sun', 'mon 22:00-tue 04:00'],
    { calendar: 'holidays', days: ['2027-05-01', '10-03'] },
    { calendar: 'other', days: ['05-08'] },
  ),
  { minLength: 1, maxLength: 4 },
);
const bounds = { from: maybe(fc.constant('2027-01-01')), exclude: maybe(exclude) };
const misfire = fc.constantFrom(
  {},
  { misfire: 'skip', window: '2m' },
  { misfire: 'run_all', max: 3 },
  { misfire: 'hold', grace: '5m' },
);
const cron = fc.record({
  cron: fc.constantFrom('0 2 * * *', '*/10 * * * * *', '@daily', '0 9 * * mon-fri'),
  zone: maybe(fc.constantFrom('Europe/Berlin', 'Asia/Kolkata')),
  gap: maybe(fc.constantFrom('shift', 'skip')),
  fold: maybe(fc.constantFrom('second', 'both')),
  jitter: maybe(fc.constant('5m')),
  ...bounds,
});
const interval = fc.record({
  interval: duration,
  anchor: maybe(fc.constant('2026-12-01T08:00:00Z')),
  ...bounds,
});
const at = fc.constantFrom(
  { at: '2027-03-01T08:00', zone: 'Europe/Berlin' },
  { at: '2027-10-31T02:30', zone: 'Europe/Berlin', fold: 'first' },
  { at: '2027-10-31T02:30', zone: 'Europe/Berlin', fold: 'second' },
);
const fromOutput = fc.constantFrom<object>(
  { after: 'other', input: 'output' },
  { after: 'other', on: 'failed', input: { a: '{{output.a.b}}', b: ['of {{ output.b }}'] } },
);
const caused = fc.constantFrom(
  { after: 'other' },
  { after: ['other', 'third'], on: 'ended' },
  { event: 'wake' },
);
const timed = fc
  .tuple(fc.oneof(cron, interval, at), misfire)
  .map(([one, two]) => ({ ...one, ...two }));
const triggers = fc
  .array(
    fc.oneof(
      fromOutput,
      fc
        .tuple(fc.oneof(timed, caused), maybe(input))
        .map(([one, laidOver]) => ({ ...one, input: laidOver })),
    ),
    { maxLength: 4 },
  )
  .map((list) => list.map((trigger, index) => ({ ...trigger, name: `t${index}` })));
const retry = fc.oneof(
  fc.record({
    maxAttempts: maybe(fc.integer({ min: 1, max: 9 })),
    delays: fc.array(duration, { minLength: 1 }),
  }),
  fc.record({
    backoff: fc.constant('fixed'),
    initialDelay: maybe(fc.constantFrom('0s', '1s', '3h')),
  }),
  fc.constantFrom<object>(
    { maxDelay: '2s' },
    { initialDelay: '2h' },
    { factor: 1.5, jitter: 'none', maxElapsed: '1w', onExhausted: 'pause_trigger' },
    { retryOn: ['http:5xx', 'exit:3'], noRetryOn: ['exit'] },
    { retryOn: [] },
  ),
);
const work = fc.oneof(
  fc.record({
    target: fc.constant('exec:/bin/echo'),
    args: maybe(fc.array(text)),
    cwd: maybe(fc.constant('/tmp')),
  }),
  fc.record({
    target: fc.constantFrom('shell:sh', 'shell:bash'),
    script: text,
    env: maybe(fc.dictionary(fc.constantFrom('A', 'B_1'), text)),
  }),
  fc.constant({ target: 'shell:echo "short form"' }),
  fc.constant({
    target: 'https://crm.local/orders/{{input.a}}',
    headers: { 'X-One': '1', Accept: '{{input.a}}' },
    input: { a: 1 },
  }),
);
const job = fc
  .tuple(
    work,
    fc.record({
      method: fc.constantFrom('GET', 'POST'),
      effect: maybe(fc.constantFrom('does it', ' odd: - ')),
      overlap: maybe(fc.constantFrom('allow', 'skip', 'queue_one', 'queue_all', 'cancel_running')),
      concurrency: maybe(fc.constant([{ key: 'db', limit: 2 }])),
      retry: maybe(retry),
      timeout: maybe(duration),
      killGrace: maybe(fc.constant('0s')),
      expireAfter: maybe(duration),
      priority: maybe(fc.integer({ min: -100, max: 100 })),
      inputSchema: maybe(fc.constantFrom<unknown>(true, { type: 'object' })),
      triggers: maybe(triggers),
    }),
  )
  .map(([one, two]) => ({ name: 'one', ...one, ...two }));

function read(raw: unknown, defaultZone: string): JobDefinition {
  const parsed = parseJobDefinition(raw, { defaultZone, place: '' });
  if (parsed.kind === 'definition') return parsed.definition;
  throw new Error(JSON.stringify(parsed.problems));
}

describe('a job that is written as a job file', () => {
  test('reads as the same definition, also in another zone', () => {
    fc.assert(
      fc.property(job, (raw) => {
        const present = JSON.parse(JSON.stringify(raw)) as unknown;
        const definition = read(present, 'America/Santiago');
        const file = stringify({ jobs: [toRawJob(definition)] });
        const [again] = (parse(file) as { jobs: unknown[] }).jobs;
        expect(read(again, 'UTC')).toEqual(definition);
      }),
      { numRuns: 200 },
    );
  });

  test('says nothing of what is as by default', () => {
    const raw = { name: 'one', method: 'GET', target: 'builtin:noop' };
    expect(toRawJob(read(raw, 'UTC'))).toEqual(raw);
  });
});
