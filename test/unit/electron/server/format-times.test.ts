import { expect, test } from 'vitest';
import { formatTimes } from '#server/format-times.ts';
import { createRecordingTerminal } from '#test/support/recording-terminal.ts';

const NOW = Date.UTC(2026, 0, 10, 12);
const HOUR = 3_600_000;
const terminal = createRecordingTerminal({ now: () => NOW });

test('what happened to time is a row each, with its span and its length', () => {
  const slept = { cause: 'slept', fromAt: NOW - 9 * HOUR, toAt: NOW - HOUR, seenAt: NOW } as const;
  expect(formatTimes([slept], [], terminal)).toBe(
    [
      'FROM               TO                 LENGTH  WHAT',
      '03:00:00 (9h ago)  11:00:00 (1h ago)  8h      the machine slept',
    ].join('\n'),
  );
});

test('an instant that was moved is told with its job and the data that moved it', () => {
  const moved = {
    ...{ job: 'report', trigger: 'cron:0 2 * * *@Europe/Berlin+next_valid+first' },
    ...{ movedAt: NOW, fromAt: NOW + HOUR, toAt: null, zoneData: '2026c' },
  };
  expect(formatTimes([], [moved], terminal)).toContain(
    'report  cron 0 2 * * *  13:00:00 (in 1h)  –   time-zone data 2026c',
  );
});

test('where nothing happened that is said', () => {
  expect(formatTimes([], [], terminal)).toContain('did not sleep');
});
