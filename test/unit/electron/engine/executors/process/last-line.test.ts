import { describe, expect, it } from 'vitest';
import { createLastLine } from '#engine/executors/process/last-line.ts';

function lastLineOf(...parts: readonly string[]): string {
  const lastLine = createLastLine();
  for (const part of parts) lastLine.push(Buffer.from(part));
  return lastLine.text();
}

describe('the last line of an output', () => {
  it('is the last one that says something', () => {
    expect(lastLineOf('first\nsecond\n\n  \n')).toBe('second');
    expect(lastLineOf()).toBe('');
  });

  it('is put together from the pieces in which it came', () => {
    expect(lastLineOf('one\nERR', 'OR: no ', 'space\n')).toBe('ERROR: no space');
  });

  it('has no colours and no control characters, and is never long', () => {
    expect(lastLineOf('10%\r\u001b[31mfailed\u0007\u001b[0m\tbadly\r\n')).toBe('failed badly');
    expect(lastLineOf('x'.repeat(1_000_000))).toHaveLength(300);
  });

  it('survives bytes that are no text', () => {
    const lastLine = createLastLine();
    lastLine.push(Buffer.from([0xff, 0xfe, 0x00, 0x41]));
    expect(lastLine.text()).toContain('A');
  });
});
