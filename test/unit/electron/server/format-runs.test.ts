import { expect, test } from 'vitest';
import { formatRun } from '#server/format-run.ts';
import { formatRuns } from '#server/format-runs.ts';
import { aRunView } from '#test/support/a-run-view.ts';
import { createRecordingTerminal } from '#test/support/recording-terminal.ts';

const NOW = Date.UTC(2027, 2, 28, 9);
const terminal = createRecordingTerminal({ now: () => NOW });
const whenOf = (run: Parameters<typeof aRunView>[0]) =>
  formatRuns([aRunView({ endedAt: null, startedAt: null, nextAttemptAt: null, ...run })], terminal);

test('the list of runs says which instant it shows', () => {
  expect(whenOf({ state: 'failed', endedAt: NOW - 60_000 })).toContain('ended 08:59:00 (1m ago)');
  expect(whenOf({ state: 'scheduled', nextAttemptAt: NOW + 60_000 })).toContain(
    'due 09:01:00 (in 1m)',
  );
  expect(whenOf({ state: 'retry_wait', nextAttemptAt: NOW + 60_000 })).toContain(
    'retry 09:01:00 (in 1m)',
  );
  expect(whenOf({ state: 'running', startedAt: NOW - 1_000 })).toContain('started 08:59:59');
});

test('a run that was retried by hand is ready since then, not since it was first due', () => {
  const run = { state: 'ready', dueAt: NOW - 3_600_000, startedAt: NOW - 3_600_000 } as const;
  expect(whenOf({ ...run, readyAt: NOW - 2_000 })).toContain('ready 08:59:58 (2s ago)');
});

test('at 80 columns state and time of a run are whole', () => {
  const run = aRunView({
    job: 'rebuild-the-search-index',
    state: 'succeeded',
    endedAt: NOW - 754_000,
  });
  const table = formatRuns([run], createRecordingTerminal({ now: () => NOW, width: 80 }));
  expect(table).toMatch(/ succeeded .* ended 08:47:26 \(12m 34s ago\)/);
  for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('attempts beyond the limit are not told as within it', () => {
  const shown = (attemptCount: number) =>
    formatRun(aRunView({ attemptCount, maxAttempts: 2 }), terminal);
  expect(shown(2)).toMatch(/^attempts +2 of at most 2$/m);
  expect(shown(3)).toMatch(/^attempts +3, 2 by itself$/m);
});
