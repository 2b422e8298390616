import { expect, test } from 'vitest';
import { parseIsoInstant } from '#shared/lib/iso-instant.ts';
import { oneLine } from '#shared/lib/one-line.ts';
import { shorten } from '#shared/lib/shorten.ts';

test('text that is too long ends in an ellipsis, and never in half a character', () => {
  expect(shorten('orders', 6)).toBe('orders');
  expect(shorten('orders!', 6)).toBe('order…');
  expect(shorten('ab😀cd', 4)).toBe('ab…');
});

test('a line feed, a terminal sequence and a change of direction stand as escapes', () => {
  expect(oneLine('a\nb\tc')).toBe(String.raw`a\nb\tc`);
  expect(oneLine('\u001b[2J\u202eevil\u2028')).toBe(String.raw`\u001b[2J\u202eevil\u2028`);
  expect(oneLine('Größe 😀')).toBe('Größe 😀');
});

test.each([
  ['2026-12-01T08:00Z', '2026-12-01T08:00:00.000Z'],
  ['2026-12-01T08:00:30.5+01:00', '2026-12-01T07:00:30.500Z'],
  ['2026-12-01T08:00', null],
  ['2026-02-30T08:00Z', null],
  ['2026-12-01T24:00Z', null],
  ['2026-12-01T08:00+99:00', null],
  ['tomorrow', null],
])('the instant %s', (text, expected) => {
  expect(parseIsoInstant(text)).toBe(expected === null ? null : Date.parse(expected));
});
