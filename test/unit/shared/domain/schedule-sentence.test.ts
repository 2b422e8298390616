import { expect, test } from 'vitest';
import { describeSchedule } from '#shared/domain/schedule-sentence.ts';
import type { Schedule } from '#shared/domain/trigger.ts';

const quarterly = { kind: 'cron', expression: '*/15 * * * *', zone: 'Europe/Berlin' } as const;

test.each<readonly [string, Schedule]>([
  ['cron */15 * * * * (Europe/Berlin)', { ...quarterly, gap: 'next_valid', fold: 'first' }],
  [
    'cron */15 * * * * (Europe/Berlin, gap skip, fold both)',
    { ...quarterly, gap: 'skip', fold: 'both' },
  ],
  ['every 10m', { kind: 'interval', everyMs: 600_000, anchorAt: null }],
  [
    'every 1d from 2026-12-01T08:00:00Z',
    { kind: 'interval', everyMs: 86_400_000, anchorAt: Date.UTC(2026, 11, 1, 8) },
  ],
  [
    'at 2026-12-01T08:00 (Europe/Berlin)',
    {
      kind: 'at',
      local: '2026-12-01T08:00',
      zone: 'Europe/Berlin',
      instantAt: Date.UTC(2026, 11, 1, 7),
    },
  ],
])('a schedule reads as a person would write it: %s', (sentence, schedule) => {
  expect(describeSchedule(schedule)).toBe(sentence);
});
