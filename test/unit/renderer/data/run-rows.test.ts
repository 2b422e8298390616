import { describe, expect, test } from 'vitest';
import type { Run } from '#shared/contract/run-schema.ts';
import { countNewer, renew, runsThatLeft } from '#renderer/data/run-rows.ts';

const PAGE = 3;

function run(number: number, state: Run['state'] = 'running'): Run {
  return {
    ...{ id: `k7fq-${number}`, job: 'reindex', method: 'GET', state, origin: 'schedule' },
    ...{ requestLine: 'GET exec:reindex', effect: 'reindexes', input: {}, message: null },
  } as Run;
}

const ids = (runs: readonly Run[]) => runs.map(({ id, state }) => `${id} ${state}`);

describe('the rows of a list of runs', () => {
  const shown = [run(5), run(4), run(3), run(2), run(1)];

  test('say what is known of them by now, each in its place', () => {
    const now = new Map([run(4, 'failed'), run(9)].map((each) => [each.id, each]));
    expect(ids(renew(shown, now))).toEqual([
      'k7fq-5 running',
      'k7fq-4 failed',
      'k7fq-3 running',
      'k7fq-2 running',
      'k7fq-1 running',
    ]);
  });

  test('have newer ones above them, and older ones that came into the filter are not new', () => {
    expect(countNewer([run(7), run(6), run(5)], shown[0])).toBe(2);
    expect(countNewer([run(5), run(4), run(0)], shown[0])).toBe(0);
    expect(countNewer([run(1)], undefined)).toBe(1);
  });

  test('are looked after by their ids once they have left the filter, as far as the newest page reaches', () => {
    expect(runsThatLeft(shown, [run(6), run(5), run(3)], PAGE)).toEqual(['k7fq-4']);
    expect(runsThatLeft(shown, [run(5)], PAGE)).toEqual(['k7fq-4', 'k7fq-3', 'k7fq-2', 'k7fq-1']);
    expect(runsThatLeft(shown, undefined, PAGE)).toEqual([]);
  });
});
