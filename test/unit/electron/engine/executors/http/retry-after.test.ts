import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { parseRetryAfter } from '#engine/executors/http/retry-after.ts';

const NOW = Date.UTC(1994, 10, 6, 8, 49, 7);

test.each([
  ['0', 0],
  ['120', 120_000],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 30_000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 30_000],
  ['Sun Nov  6 08:49:37 1994', 30_000],
  ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
])('an answer that says "%s" asks to wait %d ms', (text, delayMs) => {
  expect(parseRetryAfter(text, NOW)).toBe(delayMs);
});

test.each([undefined, '', 'soon', '-5', '1.5', '1e3', '1994-11-06', 'Sunday', '9'.repeat(400)])(
  'an answer that says "%s" asks for nothing',
  (text) => {
    expect(parseRetryAfter(text, NOW)).toBeNull();
  },
);

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a date that names no zone is in GMT, wherever the engine runs', () => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  expect(parseRetryAfter('Sun Nov  6 08:49:37 1994', NOW)).toBe(30_000);
});

test('whatever an answer says, the delay is none or a finite time from now on', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `Sun, ${rest}`),
    fc.nat().map(String),
  );
  fc.assert(
    fc.property(text, (said) => {
      const delayMs = parseRetryAfter(said, NOW) ?? 0;
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(delayMs)).toBe(true);
    }),
  );
});
