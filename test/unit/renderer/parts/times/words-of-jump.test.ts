import { expect, test } from 'vitest';
import type { TimeJumpView } from '#shared/contract/activity-schema.ts';
import { jumpOfMissed, wordsOfJump } from '#renderer/parts/times/words-of-jump.ts';

const NIGHT = Date.UTC(2026, 0, 5, 1, 10);
const MORNING = Date.UTC(2026, 0, 5, 7, 30);
const jump = (cause: TimeJumpView['cause']): TimeJumpView => ({
  ...{ cause, fromAt: NIGHT, toAt: MORNING, seenAt: MORNING },
});

test('what happened to time is said with its span and its length', () => {
  const words = (cause: TimeJumpView['cause']) => wordsOfJump(jump(cause), 'UTC', MORNING);
  expect(words('slept')).toBe('the machine slept from 01:10 to 07:30, 6 h 20 min');
  expect(words('set_forward')).toBe('the clock was set forward from 01:10 to 07:30, 6 h 20 min');
});

test('an occurrence was missed for the jump that it was due in, and for no other', () => {
  const missed = { job: 'a', trigger: 't', count: 1, disposition: 'skipped', run: null } as const;
  const at = (nominalAt: number, reason: string) =>
    jumpOfMissed({ ...missed, nominalAt, throughAt: nominalAt, reason }, [jump('slept')]);
  expect(at(NIGHT + 1, 'missed')).toEqual(jump('slept'));
  expect(at(NIGHT - 1, 'missed')).toBeNull();
  expect(at(MORNING + 1, 'run_once')).toBeNull();
  expect(at(NIGHT + 1, 'overlap')).toBeNull();
});
