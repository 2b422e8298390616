import { expect, test } from 'vitest';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';
import { wordsOfBounds, wordsOfSchedule } from '#renderer/parts/schedule-words.ts';

function wordsOf(trigger: Record<string, unknown>): string {
  const raw = { name: 'a', method: 'GET', target: 'builtin:noop', triggers: [trigger] };
  const parsed = parseJobDefinition(raw, { defaultZone: 'UTC', place: 'jobs[0]' });
  if (parsed.kind !== 'definition') throw new Error(JSON.stringify(parsed));
  const read = parsed.definition.triggers[0]!;
  return wordsOfSchedule(read.schedule) + wordsOfBounds(read);
}

test('a trigger is said with its dates, what it leaves out, and its jitter', () => {
  const exclude = ['sat-sun', { calendar: 'holidays', days: ['12-25', '01-01'] }];
  const dates = { from: '2026-12-01', until: '2026-12-31T18:00' };
  expect(wordsOf({ cron: '0 6 * * *', exclude, ...dates, jitter: '5m' })).toBe(
    'Every day at 06:00, from 2026-12-01, until 2026-12-31 18:00, but not sat-sun, holidays, up to 5 min later',
  );
  expect(wordsOf({ interval: '1h' })).toBe('Every hour');
});

test('with both day fields set the words say that either of them matches', () => {
  expect(wordsOf({ cron: '0 6 1 * MON' })).toContain('on day 1 of the month, or on Monday');
});
