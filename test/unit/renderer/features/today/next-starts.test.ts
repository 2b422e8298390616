import { describe, expect, test } from 'vitest';
import type { Upcoming } from '#shared/contract/activity-schema.ts';
import type { Job } from '#shared/contract/job-schema.ts';
import { nextStarts } from '#renderer/features/today/next-starts.ts';

function fire(job: string, at: number): Upcoming {
  return { at, job, method: 'GET', trigger: 'default', run: null, reason: 'trigger' };
}

function jobThatFires(name: string, nextAt: number | null): Job {
  return {
    ...{ name, method: 'GET', target: 'http://localhost/', effect: 'asks', revision: 1 },
    ...{ createdAt: 0, revisedAt: 0, paused: null, nextAt, lastRun: null, definition: {} },
    triggers: [{ key: 'default', kind: 'cron', schedule: '* * * * *', nextAt, paused: null }],
  };
}

const namesOf = (starts: ReturnType<typeof nextStarts>) => starts.map(({ entry }) => entry.job);

describe('what starts next', () => {
  test('a job that starts often has one row, which says how it goes on', () => {
    const starts = nextStarts([fire('often', 10), fire('often', 20), fire('often', 30)], [], 10);
    expect(starts.map(({ entry, everyMs }) => [entry.job, entry.at, everyMs])).toEqual([
      ['often', 10, 10],
    ]);
  });

  test('a job that fires later than what is planned was asked for is there too, in its place', () => {
    const jobs = [
      jobThatFires('nightly', 900),
      jobThatFires('often', 10),
      jobThatFires('soon', 50),
    ];
    expect(namesOf(nextStarts([fire('often', 10), fire('often', 20)], jobs, 10))).toEqual([
      'often',
      'soon',
      'nightly',
    ]);
  });

  test('a job that does not fire by itself is left out', () => {
    expect(nextStarts([], [jobThatFires('by-hand', null)], 10)).toEqual([]);
  });

  test('a run of its own stands beside the next firing of its job', () => {
    const retry: Upcoming = { ...fire('often', 5), trigger: null, run: 'abcd-1', reason: 'retry' };
    const starts = nextStarts([retry], [jobThatFires('often', 10)], 10);
    expect(starts.map(({ entry }) => entry.run)).toEqual(['abcd-1', null]);
  });
});
