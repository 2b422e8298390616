import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JobDefinition } from '#shared/domain/job.ts';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';

const context = { defaultZone: 'Europe/Berlin', place: 'jobs[0]' };
const aGet = { name: 'a', method: 'GET', target: 'http://h/' };
const aPost = { name: 'a', method: 'POST', target: 'http://h/' };
const aProcess = { name: 'a', method: 'GET', target: 'exec:node' };

function definitionOf(raw: unknown): JobDefinition {
  const parsed = parseJobDefinition(raw, context);
  if (parsed.kind === 'definition') return parsed.definition;
  throw new Error(problemsOf(raw).join('\n'));
}

/** `place: message`, the places without `jobs[0].`. */
function problemsOf(raw: unknown): readonly string[] {
  const parsed = parseJobDefinition(raw, context);
  if (parsed.kind === 'definition') return [];
  return parsed.problems.map(({ place, message }) => {
    expect(place.startsWith('jobs[0]')).toBe(true);
    return `${place.replace(/^jobs\[0\]\.?/, '')}: ${message}`;
  });
}

describe('defaults', () => {
  test('a GET skips overlaps, tries five times and says what it asks', () => {
    expect(definitionOf(aGet)).toEqual({
      ...{ ...aGet, args: [], script: null, cwd: null, env: {}, headers: {} },
      ...{ effect: 'GET http://h/', input: {}, inputSchema: null, triggers: [] },
      ...{ overlap: 'skip', concurrency: [], timeoutMs: 3_600_000, killGraceMs: 10_000 },
      ...{ expireAfterMs: null, priority: 0, idempotent: false },
      retry: {
        ...{ maxAttempts: 5, backoff: 'exponential', initialDelayMs: 10_000, factor: 2 },
        ...{ maxDelayMs: 3_600_000, delaysMs: [], jitter: 'equal', maxElapsedMs: 86_400_000 },
        ...{ retryOn: null, noRetryOn: [], onExhausted: 'fail' },
      },
    });
  });

  test('a POST queues and tries three times', () => {
    expect(definitionOf(aPost)).toMatchObject({ overlap: 'queue_all', retry: { maxAttempts: 3 } });
  });

  test('what a URL says about its effect shows no secret, and keeps its templates', () => {
    const target = 'https://ann:pw@h/{{input.a}}?token={{input.t}}';
    expect(definitionOf({ ...aGet, target }).effect).toBe(
      'GET https://***@h/{{input.a}}?token=***',
    );
  });

  test('a process says how it is called', () => {
    const { effect } = definitionOf({ ...aProcess, args: ['-p', 'a b', '{{.Names}}'] });
    expect(effect).toBe("GET exec:node -p 'a b' '{ {.Names}}'");
  });

  test('a trigger has a minute of grace, a day of window and the key of its schedule', () => {
    const [cron, interval] = definitionOf({
      ...aGet,
      triggers: [{ cron: ' 0  2 * * mon ' }, { interval: '10m' }, { manual: true }],
    }).triggers;
    expect(cron).toEqual({
      key: 'cron:0 2 * * MON@Europe/Berlin+next_valid+first',
      schedule: {
        ...{ kind: 'cron', expression: '0 2 * * MON', zone: 'Europe/Berlin' },
        ...{ gap: 'next_valid', fold: 'first' },
      },
      ...{ misfire: null, graceMs: 60_000, windowMs: 86_400_000, max: 25, input: null },
    });
    expect(interval).toMatchObject({
      key: 'interval:600000@created',
      schedule: { kind: 'interval', everyMs: 600_000, anchorAt: null },
    });
  });

  test('delays that are listed make the back-off a list', () => {
    const { retry } = definitionOf({ ...aGet, retry: { delays: ['10s', '1m'] } });
    expect(retry).toMatchObject({ backoff: 'list', delaysMs: [10_000, 60_000] });
  });

  test('a bound of the delay that was not written gives way to the one that was', () => {
    expect(definitionOf({ ...aGet, retry: { initialDelay: '2h' } }).retry.maxDelayMs).toBe(
      7_200_000,
    );
    expect(
      definitionOf({ ...aGet, retry: { initialDelay: '5s', maxDelay: '5s' } }).retry.maxDelayMs,
    ).toBe(5_000);
    expect(definitionOf({ ...aGet, retry: { maxDelay: '5s' } }).retry.initialDelayMs).toBe(5_000);
  });
});

describe('what is written is kept', () => {
  test('every field of a job', () => {
    const raw = {
      ...{ name: 'pay', method: 'POST', target: 'exec:pay', args: ['--now'], cwd: '/srv' },
      ...{ env: { LANG: 'C' }, effect: 'pays {{input.order}}', input: { order: 42 } },
      ...{ inputSchema: true, overlap: 'queue_one', timeout: '10m', killGrace: '1s' },
      ...{ expireAfter: '2h', priority: -7, idempotent: true },
      concurrency: [{ key: 'order:{{input.order}}', limit: 2 }],
      retry: {
        ...{ maxAttempts: 7, backoff: 'fixed', initialDelay: '1s', jitter: 'full' },
        ...{ maxElapsed: '1d', retryOn: ['exit:7', 'http:5xx'], noRetryOn: ['lost'] },
        onExhausted: 'hold',
      },
    };
    expect(definitionOf(raw)).toMatchObject({
      ...{ name: 'pay', method: 'POST', target: 'exec:pay', args: ['--now'], cwd: '/srv' },
      ...{ env: { LANG: 'C' }, effect: 'pays {{input.order}}', input: { order: 42 } },
      ...{ inputSchema: true, overlap: 'queue_one', timeoutMs: 600_000, killGraceMs: 1_000 },
      ...{ expireAfterMs: 7_200_000, priority: -7, idempotent: true },
      concurrency: [{ key: 'order:{{input.order}}', limit: 2 }],
      retry: {
        ...{ maxAttempts: 7, backoff: 'fixed', initialDelayMs: 1_000, jitter: 'full' },
        ...{ maxElapsedMs: 86_400_000, retryOn: ['exit:7', 'http:5xx'], noRetryOn: ['lost'] },
        onExhausted: 'hold',
      },
    });
  });

  test('every field of a trigger', () => {
    const common = { misfire: 'run_all', grace: '5s', window: '1h', max: 3, input: { a: 1 } };
    const [night, once] = definitionOf({
      ...aGet,
      triggers: [
        { name: 'night', cron: '30 2 * * *', zone: 'UTC', gap: 'shift', fold: 'both', ...common },
        { at: '2027-10-31T02:30', fold: 'second' },
      ],
    }).triggers;
    expect(night).toMatchObject({
      key: 'night',
      schedule: { zone: 'UTC', gap: 'shift', fold: 'both' },
      ...{ misfire: 'run_all', graceMs: 5_000, windowMs: 3_600_000, max: 3, input: { a: 1 } },
    });
    expect(once).toMatchObject({
      key: 'at:2027-10-31T02:30@Europe/Berlin',
      schedule: { instantAt: Date.UTC(2027, 9, 31, 1, 30) },
    });
  });

  test('a script without a shell is run by sh', () => {
    const { target, script } = definitionOf({ ...aGet, target: 'shell:echo hello | wc' });
    expect({ target, script }).toEqual({ target: 'shell:sh', script: 'echo hello | wc' });
  });

  test('braces in a script or argument are none of our business unless they ask for input', () => {
    const format = '{{.Names}}';
    expect(definitionOf({ ...aProcess, args: [format] }).args).toEqual([format]);
  });

  test('a relative folder is resolved where the caller says how', () => {
    const raw = { ...aProcess, cwd: 'work' };
    const parsed = parseJobDefinition(raw, { ...context, resolvePath: (path) => `/srv/${path}` });
    expect(parsed).toMatchObject({ definition: { cwd: '/srv/work' } });
  });
});

test('the ends of a range belong to it, and a field without a value is not there', () => {
  const raw = { ...aGet, timeout: '24d', killGrace: '1h', priority: -100, script: undefined };
  expect(definitionOf({ ...raw, triggers: [{ interval: '1s' }] })).toMatchObject({
    ...{ timeoutMs: 24 * 86_400_000, killGraceMs: 3_600_000, priority: -100 },
  });
});

test('all problems of a definition are found at once', () => {
  const raw = {
    ...{ name: 'my job', method: 'get', timeout: 10, retires: 3 },
    triggers: [{ cron: '* *' }, { interval: '10' }],
  };
  const places = problemsOf(raw).map((line) => line.slice(0, line.indexOf(': ')));
  expect(places.toSorted()).toEqual([
    ...['method', 'name', 'retires', 'target', 'timeout'],
    ...['triggers[0].cron', 'triggers[1].interval'],
  ]);
});

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(NaN, undefined, 1e300, new Date(0), '{{input.x}}', '10s', '*/5 * * * *'),
);

test('nothing that can be written makes the parser throw', () => {
  const names = ['name', 'method', 'target', 'args', 'script', 'cwd', 'env', 'headers', 'effect'];
  const more = ['input', 'inputSchema', 'triggers', 'concurrency', 'retry', 'timeout', '__proto__'];
  const job = fc.oneof(
    anything,
    fc.dictionary(fc.constantFrom(...names, ...more), anything).map((odd) => ({ ...aGet, ...odd })),
  );
  fc.assert(
    fc.property(job, (raw) => {
      const parsed = parseJobDefinition(raw, context);
      if (parsed.kind === 'problems') expect(parsed.problems).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('nothing that can be written as a trigger, retry policy or key makes the parser throw', () => {
  const trigger = fc.dictionary(
    fc.constantFrom('cron', 'interval', 'at', 'manual', 'zone', 'fold', 'anchor', 'name', 'max'),
    anything,
    { maxKeys: 4 },
  );
  const retry = fc.dictionary(
    fc.constantFrom('maxAttempts', 'backoff', 'delays', 'initialDelay', 'maxDelay', 'retryOn'),
    anything,
  );
  const limit = fc.dictionary(fc.constantFrom('key', 'limit'), anything);
  fc.assert(
    fc.property(fc.array(trigger), retry, fc.array(limit), (triggers, policy, concurrency) => {
      const raw = { ...aGet, triggers, retry: policy, concurrency };
      expect(() => parseJobDefinition(raw, context)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});

test('an input that contains itself is refused', () => {
  const input: Record<string, unknown> = {};
  input['self'] = input;
  expect(problemsOf({ ...aGet, input }).join()).toContain('nested more than 64 levels deep');
});
