import { expect, test } from 'vitest';
import { createOutputTail } from '#engine/executors/log/output-tail.ts';

/** What a tail makes of a text that comes in pieces of a size. */
function outputOf(text: string, pieceBytes: number) {
  const tail = createOutputTail();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    tail.push(bytes.subarray(at, at + pieceBytes));
  return tail.output();
}

const line = (bytes: number) => `{"a":"${'é'.repeat((bytes - 8) / 2)}"}`;

test.each([1, 7, 4_096, 65_536, 1_000_000])(
  'the last line is found in pieces of %d bytes, however much came before it',
  (pieceBytes) => {
    const text = `${'é\n'.repeat(100_000)}${line(65_000)}\n`;
    expect(outputOf(text, pieceBytes)?.value).toHaveProperty('a');
    expect(outputOf(line(65_536), pieceBytes)?.value).toHaveProperty('a');
    expect(outputOf(line(65_538), pieceBytes)?.fault).toBe('it is longer than 64 KB');
  },
);

test('who says nothing has no output', () => {
  expect(createOutputTail().output()).toBeNull();
});
