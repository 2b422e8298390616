import { describe, expect, test } from 'vitest';
import { createLogLines } from '#renderer/features/run/log-lines.ts';

function linesOf(...pieces: readonly string[]): readonly string[] {
  const log = createLogLines();
  for (const piece of pieces) log.add(piece);
  return log.lines();
}

describe('the lines of a log', () => {
  test('come whole, wherever the pieces were cut', () => {
    expect(linesOf('on', 'e\ntw', 'o\nthr')).toEqual(['one', 'two', 'thr']);
  });

  test('lose their line ends, those of Windows too', () => {
    expect(linesOf('one\r\ntwo\n')).toEqual(['one', 'two']);
  });

  test('steer nothing: commands to a terminal are left out, other control characters are marked', () => {
    expect(linesOf('\u001b[31mred\u001b[0m \u001b]0;title\u0007\u0000bell\u0007\ttab')).toEqual([
      'red ·bell·\ttab',
    ]);
  });

  test('are cut where nobody reads on', () => {
    const [line = ''] = linesOf('x'.repeat(1_000_000));
    expect(line.length).toBeLessThan(11_000);
    expect(line.endsWith(' …')).toBe(true);
  });

  test('stay as they are once told, so that a list drawn from them need not be drawn anew', () => {
    const log = createLogLines();
    log.add('one\n');
    const before = log.lines();
    log.add('two\n');
    expect(before).toEqual(['one']);
    expect(log.lines()).toEqual(['one', 'two']);
  });
});
