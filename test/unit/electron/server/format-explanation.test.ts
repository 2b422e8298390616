import { expect, test } from 'vitest';
import type { RunExplanation } from '#shared/contract/explanation-schema.ts';
import { formatJobExplanation, formatRunExplanation } from '#server/format-explanation.ts';
import { createRecordingTerminal } from '#test/support/recording-terminal.ts';

const terminal = createRecordingTerminal({ now: () => Date.UTC(2026, 0, 5, 9) });

const NOTHING = { key: null, trigger: null };

const behind: RunExplanation = {
  ...{ run: '5wa4-10', job: 'backup', state: 'ready' },
  sentence: 'ready: runs of backup do not overlap, and run 5wa4-9 has been running for 3m',
  waits: [],
  gates: [
    {
      gate: 'overlap',
      sentence: 'runs of backup do not overlap, and run 5wa4-9 has been running for 3m',
      ...{ until: null, blockers: ['5wa4-9'], ...NOTHING, actions: ['wait', 'cancel_blocker'] },
    },
    {
      gate: 'no_worker',
      sentence: 'all 16 workers are busy; it is the next one',
      ...{ until: null, blockers: [], ...NOTHING, actions: ['wait'] },
    },
  ],
};

test('explain says each thing once, and what to type', () => {
  expect(formatRunExplanation(behind, terminal)).toBe(
    [
      '5wa4-10: ready: runs of backup do not overlap, and run 5wa4-9 has been running for 3m',
      '  also: all 16 workers are busy; it is the next one',
      '  you can: nightdesk cancel 5wa4-9',
    ].join('\n'),
  );
});

test('explain tells instants as every other command does', () => {
  const until = Date.UTC(2026, 0, 5, 10);
  const gate = { gate: 'not_due', sentence: 'it is not due yet', blockers: [] } as const;
  const planned: RunExplanation = {
    ...{ run: '5wa4-11', job: 'backup', state: 'scheduled' },
    sentence: 'scheduled: it is not due yet',
    waits: [],
    gates: [{ ...gate, ...NOTHING, until, blockers: [], actions: ['wait'] }],
  };
  const job = {
    ...{ job: 'backup', sentence: '1 run is planned for later' },
    ...{ nextAt: until, runs: [planned] },
  };
  expect(formatJobExplanation(job, terminal)).toBe(
    [
      'backup: 1 run is planned for later; next 10:00:00 UTC (in 1h)',
      '5wa4-11: scheduled: it is not due yet, until 10:00:00 UTC (in 1h)',
    ].join('\n'),
  );
});

test('explain says how to decide about a run of unknown outcome', () => {
  const unknown: RunExplanation = {
    ...{ run: '5wa4-12', job: 'pay', state: 'unknown', gates: [], waits: [] },
    sentence: 'unknown: no answer came; somebody has to say what happened',
  };
  expect(formatRunExplanation(unknown, terminal)).toContain(
    '\n  you can: nightdesk resolve 5wa4-12 --as succeeded|failed|ready --reason "how you know"',
  );
});

test('explain tells of a run that is over what it waited for', () => {
  const over: RunExplanation = {
    ...{ run: '5wa4-12', job: 'export', state: 'succeeded', gates: [] },
    sentence: 'succeeded: there is nothing left to do',
    waits: [
      {
        ...{ attempt: 1, ms: 370_000, run: '5wa4-9' },
        sentence: 'concurrency key "db" was taken by run 5wa4-9 (import)',
      },
    ],
  };
  expect(formatRunExplanation(over, terminal)).toBe(
    [
      '5wa4-12: succeeded: there is nothing left to do',
      '  attempt 1 waited 6m 10s: concurrency key "db" was taken by run 5wa4-9 (import)',
    ].join('\n'),
  );
});
