import { describe, expect, it } from 'vitest';
import type { ExitRecord } from '#engine/executors/process/attempt-folder.ts';
import { toExitOutcome } from '#engine/executors/process/exit-outcome.ts';

function outcomeOf(unusual: Partial<Extract<ExitRecord, { kind: 'exit' }>>) {
  const usual = { kind: 'exit', code: 0, signal: null, endedBy: 'itself', lastLine: '' } as const;
  return toExitOutcome({ ...usual, endedAt: 0, ...unusual }, { timeoutMs: 90_000 });
}

describe('the outcome of a process', () => {
  it('is success for exit code 0 alone', () => {
    expect(outcomeOf({ lastLine: 'all well' })).toMatchObject({ kind: 'succeeded', exitCode: 0 });
    expect(outcomeOf({ code: 1 })).toMatchObject({
      kind: 'failed',
      failureClass: 'exit:1',
      message: 'exit code 1',
    });
  });

  it('hands on what it said, whether it succeeded or failed', () => {
    const output = { value: { rows: 3 }, fault: null };
    expect(outcomeOf({ output })).toMatchObject({ output });
    expect(outcomeOf({ code: 1, output })).toMatchObject({ output });
    expect(outcomeOf({})).toMatchObject({ output: null });
  });

  it('ended when its keeper noted it, however much later somebody asks', () => {
    expect(outcomeOf({ endedAt: 1_700_000_000_000 }).endedAt).toBe(1_700_000_000_000);
  });

  it('repeats the last line of a failure', () => {
    expect(outcomeOf({ code: 3, lastLine: 'disk full' })).toMatchObject({
      message: 'exit code 3: disk full',
    });
    expect(outcomeOf({ code: null, signal: 'SIGKILL', lastLine: 'half' })).toMatchObject({
      failureClass: 'signal',
      signal: 'SIGKILL',
      message: 'ended by SIGKILL: half',
    });
  });

  it('is a timeout or a cancel whatever the process made of being ended', () => {
    expect(outcomeOf({ endedBy: 'timeout' })).toMatchObject({
      kind: 'timed_out',
      failureClass: 'timeout',
      exitCode: 0,
      message: 'not done after 1m 30s, so it was ended',
    });
    expect(outcomeOf({ endedBy: 'cancel', code: null, signal: 'SIGTERM' })).toMatchObject({
      kind: 'cancelled',
      exitCode: null,
    });
  });

  it('is a spawn failure where there was no process', () => {
    const record = { kind: 'spawn_error', message: 'no such program', endedAt: 0 } as const;
    expect(toExitOutcome(record, { timeoutMs: 1 })).toMatchObject({
      kind: 'failed',
      failureClass: 'spawn',
      message: 'no such program',
    });
  });
});
