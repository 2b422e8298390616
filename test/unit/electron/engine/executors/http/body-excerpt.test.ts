import { expect, test } from 'vitest';
import { createBodyExcerpt } from '#engine/executors/http/body-excerpt.ts';

function firstLine(contentType: string | undefined, ...chunks: readonly (string | Uint8Array)[]) {
  const excerpt = createBodyExcerpt();
  for (const chunk of chunks) excerpt.add(Buffer.from(chunk));
  return excerpt.firstLine(contentType);
}

test.each([
  ['text/plain', 'no shelf\nmore', 'no shelf'],
  ['text/plain; charset=utf-8', '\r\n\r\n  no shelf  \r\nmore', 'no shelf'],
  ['application/json', '{"error":"no shelf"}', '{"error":"no shelf"}'],
  ['application/problem+json', '{\n  "title": "no shelf"\n}', '"title": "no shelf"'],
  [undefined, 'no shelf', 'no shelf'],
  ['text/plain', 'a\u001b[31mb\tc\u009bd', 'a [31mb c d'],
  ['text/plain', '\n --- \n', null],
  ['text/plain', '', null],
  ['text/html', '<!DOCTYPE html>', null],
  ['application/xhtml+xml', '<html>', null],
  ['image/png', 'PNG', null],
  [undefined, 'a\0b', null],
])('of a body of type %s that reads %j, the line is %j', (contentType, body, line) => {
  expect(firstLine(contentType, body)).toBe(line);
});

test('a character that two pieces share is put together again', () => {
  const [head, tail] = [Buffer.from('Regal schön').subarray(0, 10), Buffer.from('ön').subarray(1)];
  expect(firstLine('text/plain', head, tail)).toBe('Regal schön');
});

test('a long line is cut to 300 characters', () => {
  const line = firstLine('text/plain', 'x'.repeat(299), 'y'.repeat(10));
  expect(line).toBe(`${'x'.repeat(299)}…`);
});

test('what comes after the first 2 KB does not count', () => {
  expect(firstLine('text/plain', '\n'.repeat(2_040), '\n'.repeat(8), 'too late')).toBeNull();
  expect(firstLine('text/plain', '\n'.repeat(2_047), 'it fits')).toBe('i');
});

test('a piece whose memory is used again afterwards is remembered as it was', () => {
  const excerpt = createBodyExcerpt();
  const piece = Buffer.from('no shelf');
  excerpt.add(piece);
  piece.fill('x');
  expect(excerpt.firstLine('text/plain')).toBe('no shelf');
});
