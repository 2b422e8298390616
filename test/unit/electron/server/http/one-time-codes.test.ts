import { expect, test } from 'vitest';
import { CODE_LIFE_MS, createOneTimeCodes } from '#server/http/one-time-codes.ts';

function codesAt(start: number) {
  let now = start;
  let count = 0;
  const codes = createOneTimeCodes({ now: () => now, newCode: () => `code-${(count += 1)}` });
  return { ...codes, pass: (ms: number) => (now += ms) };
}

test('a code lets in once', () => {
  const { issue, redeem } = codesAt(0);
  const code = issue();
  expect([redeem(code), redeem(code)]).toEqual(['accepted', 'refused']);
});

test('a code is good for ten minutes, and not a moment longer', () => {
  const { issue, redeem, pass } = codesAt(5);
  const [early, late] = [issue(), issue()];
  pass(CODE_LIFE_MS - 1);
  expect(redeem(early)).toBe('accepted');
  pass(1);
  expect(redeem(late)).toBe('refused');
});

test('after ten wrong ones within a minute the next wrong one has to wait, and the right one has not', () => {
  const { issue, redeem, pass } = codesAt(0);
  const code = issue();
  for (let count = 0; count < 10; count += 1) expect(redeem(`guess-${count}`)).toBe('refused');
  expect(redeem('guess-10')).toBe('too_many');
  expect(redeem(code)).toBe('accepted');
  pass(60_000);
  expect(redeem('guess-11')).toBe('refused');
});

test('of many codes that nobody used the oldest are forgotten', () => {
  const { issue, redeem } = codesAt(0);
  const codes = Array.from({ length: 33 }, issue);
  expect(redeem(codes[0]!)).toBe('refused');
  expect(redeem(codes[1]!)).toBe('accepted');
  expect(redeem(codes[32]!)).toBe('accepted');
});
