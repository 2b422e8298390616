import { expect, test } from 'vitest';
import type { Occurrence } from '#shared/contract/job-schema.ts';
import { missedSpans } from '#renderer/features/today/missed-spans.ts';

function skipped(job: string, at: number, run: string | null = null): Occurrence {
  const reason = 'another run of the job was going on';
  const span = { nominalAt: at, throughAt: at, count: 1 };
  return { job, trigger: 'default', ...span, disposition: 'skipped', reason, run };
}

test('what a job missed again and again for one reason is one row, which leads to the newest run', () => {
  const newestFirst = [skipped('often', 30, 'abcd-3'), skipped('often', 20), skipped('often', 10)];
  expect(missedSpans(newestFirst, 4)).toEqual([
    { ...skipped('often', 30, 'abcd-3'), nominalAt: 10, count: 3 },
  ]);
});

test('other jobs, and other ways to be missed, have rows of their own', () => {
  const expired: Occurrence = { ...skipped('often', 15), disposition: 'expired' };
  const spans = missedSpans([skipped('often', 30), expired, skipped('nightly', 5)], 4);
  expect(spans.map(({ job, disposition }) => `${job} ${disposition}`)).toEqual([
    'often skipped',
    'often expired',
    'nightly skipped',
  ]);
});

test('no more rows are told than there is room for', () => {
  expect(missedSpans([skipped('one', 2), skipped('two', 1)], 1)).toHaveLength(1);
});
