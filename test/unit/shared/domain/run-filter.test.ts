import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toSearchWords } from '#shared/domain/filter-terms.ts';
import { formatRunFilter } from '#shared/domain/format-run-filter.ts';
import { METHODS } from '#shared/domain/method.ts';
import { parseRunFilter } from '#shared/domain/parse-run-filter.ts';
import type { RunFilter } from '#shared/domain/run-filter.ts';
import { RUN_ORIGINS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';

const read = (text: string) => parseRunFilter(text).filter;
const problemOf = (text: string) => parseRunFilter(text).problem;

describe('a filter is read as it is typed', () => {
  test.each<readonly [string, RunFilter]>([
    ['', {}],
    ['state:failed,retry_wait', { state: ['failed', 'retry_wait'] }],
    ['job:backup*', { job: 'backup*' }],
    ['method:post', { method: 'POST' }],
    ['origin:retrigger', { origin: 'retrigger' }],
    ['attempts:3', { attempts: { min: 3, max: 3 } }],
    ['attempts:>1', { attempts: { min: 2 } }],
    ['attempts:2..4', { attempts: { min: 2, max: 4 } }],
    ['dur:<=5s', { durationMs: { max: 5_000 } }],
    ['dur:>10m', { durationMs: { min: 600_001 } }],
    ['since:12h', { sinceAgoMs: 43_200_000 }],
    ['since:2026-11-24T08:00Z', { since: Date.UTC(2026, 10, 24, 8) }],
    ['since:2026-11-24T08:00+01:00', { since: Date.UTC(2026, 10, 24, 7) }],
    ['until:2026-11-24', { until: Date.UTC(2026, 10, 24) }],
    ['late:yes', { isLate: true }],
    ['is:pinned', { isPinned: true }],
    ['is:unpinned', { isPinned: false }],
    ['fingerprint:4f1c09aa', { fingerprint: '4f1c09aa' }],
    ['error:"connection refused"', { error: 'connection refused' }],
    ['input.customer:42', { input: [{ path: 'customer', value: '42' }] }],
    [
      'input.a:1 input.b.0.c:"x y"',
      {
        input: [
          { path: 'a', value: '1' },
          { path: 'b.0.c', value: 'x y' },
        ],
      },
    ],
    ['mail  ada', { text: 'mail ada' }],
    ['"two words" three', { text: '"two words" three' }],
    ['https://crm.local:8080/orders', { text: 'https://crm.local:8080/orders' }],
    ['10:30', { text: '10:30' }],
    ['"exec:node"', { text: '"exec:node"' }],
    ['state:failed ada job:mail', { state: ['failed'], job: 'mail', text: 'ada' }],
  ])('%j', (text, filter) => {
    expect(read(text)).toEqual(filter);
  });
});

describe('a filter that means nothing is refused with its place', () => {
  test.each([
    ['stat:failed', 0, 'no field is called "stat"; did you mean "state"?'],
    ['job:a colour:red', 6, 'no field is called "colour": there are state, job'],
    ['exec:node', 0, '(text is looked for in quotes)'],
    ['state:faild', 0, 'no state is called "faild"; did you mean "failed"?'],
    ['state:', 0, 'state needs a value: state:failed'],
    ['attempts:many', 0, '"many" is nothing that attempts can be: write attempts:3'],
    ['attempts:4..2', 0, '"4..2" is nothing that attempts can be'],
    ['attempts:<0', 0, '"<0" is nothing that attempts can be'],
    ['dur:>10', 0, '">10" is nothing that dur can be: write dur:>10m'],
    ['since:yesterday', 0, '"yesterday" is nothing that since can be: write since:12h'],
    ['since:2026-11-24T08:00', 0, 'is nothing that since can be'],
    ['since:2026-13-40', 0, 'is nothing that since can be'],
    ['until:12h', 0, '"12h" is nothing that until can be'],
    ['late:maybe', 0, 'write late:yes or late:no'],
    ['is:late', 0, 'write is:pinned or is:unpinned'],
    ['job:../etc', 0, '"../etc" is nothing that job can be'],
    ['input.:3', 0, 'input needs the name of one of its fields'],
    ['ada "open', 4, 'this quote has no end'],
    ['job:a job:b', 6, 'job is said twice: say it once'],
    ['since:12h since:2026-11-24', 10, 'since is said twice: say it once'],
  ])('%j', (text, at, message) => {
    expect(problemOf(text)).toMatchObject({
      at,
      message: expect.stringContaining(message) as string,
    });
  });
});

const range = fc
  .record({
    min: fc.nat(100_000),
    more: fc.nat(100_000),
    kind: fc.constantFrom('min', 'max', 'both'),
  })
  .map(({ min, more, kind }) => {
    if (kind === 'min') return { min };
    return kind === 'max' ? { max: min } : { min, max: min + more };
  });
const words = fc
  .array(
    fc.string({ minLength: 1, maxLength: 8 }).filter((word) => word.trim() !== ''),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.map((word) => `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(' '));
const filters: fc.Arbitrary<RunFilter> = fc.record(
  {
    state: fc.uniqueArray(fc.constantFrom(...RUN_STATES), { minLength: 1 }),
    job: fc.stringMatching(/^[0-9A-Za-z_*-]{1,12}$/),
    method: fc.constantFrom(...METHODS),
    origin: fc.constantFrom(...RUN_ORIGINS),
    attempts: range,
    durationMs: range,
    error: fc.string({ minLength: 1, maxLength: 12 }),
    since: fc.nat(4_000_000_000_000),
    until: fc.nat(4_000_000_000_000),
    isLate: fc.boolean(),
    input: fc.array(
      fc.record({
        path: fc.stringMatching(/^[a-z]\w{0,5}(\.\w{1,4}){0,2}$/),
        value: fc.string({ minLength: 1, maxLength: 8 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    text: words,
  },
  { requiredKeys: [] },
);

describe('text and filter are two views of one thing', () => {
  test('every filter is read back from its text', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const { text, ...rest } = filter;
        const { text: again, ...others } = read(formatRunFilter(filter)) ?? {};
        expect(others).toEqual(rest);
        expect(toSearchWords(again ?? '')).toEqual(toSearchWords(text ?? ''));
      }),
    );
  });

  test('whatever is typed is read or refused, and what is read has one text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (typed) => {
        const filter = read(typed);
        if (filter === null) return;
        const text = formatRunFilter(filter);
        expect(formatRunFilter(read(text) ?? {})).toBe(text);
      }),
    );
  });

  test('a range has the shortest of its texts', () => {
    expect(formatRunFilter({ durationMs: { min: 600_001 } })).toBe('dur:>10m');
    expect(formatRunFilter({ durationMs: { min: 600_000 } })).toBe('dur:>=10m');
    expect(formatRunFilter({ attempts: { max: 4 } })).toBe('attempts:<5');
  });
});
