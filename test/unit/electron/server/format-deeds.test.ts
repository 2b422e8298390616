import { expect, test } from 'vitest';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { formatDeeds } from '#server/format-deeds.ts';
import { createRecordingTerminal } from '#test/support/recording-terminal.ts';

const NOW = Date.UTC(2027, 2, 28, 9);
const terminal = createRecordingTerminal({ now: () => NOW });

function event(type: string, more: Partial<JournalEvent> = {}): JournalEvent {
  const nobody = { actor: null, reason: null, from: null, to: null, message: null };
  const about = { run: 'k7fq-1', job: 'pay', bulk: null, attempt: null };
  return { seq: 1, at: NOW, type, ...about, ...nobody, ...more };
}

test('who changed a run, when and why stays to be read', () => {
  const ada = { actor: 'ada', at: NOW - 60_000 };
  const events = [
    event('run.created', { actor: 'ada' }),
    event('run.outcome_unknown'),
    event('run.resolved', { ...ada, to: 'failed', reason: 'the bank says so' }),
    event('run.retried', { ...ada, at: NOW - 1_000 }),
  ];
  expect(formatDeeds(events, terminal)).toBe(
    [
      'CHANGED            WHAT                WHO  WHY',
      '08:59:00 (1m ago)  resolved as failed  ada  the bank says so',
      '08:59:59 (1s ago)  retried             ada  –',
    ].join('\n'),
  );
  expect(formatDeeds(events.slice(0, 2), terminal)).toBe('');
});
