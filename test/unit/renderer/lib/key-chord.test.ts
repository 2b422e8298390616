import { describe, expect, test } from 'vitest';
import { createKeySequences, toKeyChord } from '#renderer/lib/key-chord.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrl' | 'meta' | 'alt' | 'shift', true>> = {},
) => ({
  key,
  ctrlKey: held.ctrl === true,
  metaKey: held.meta === true,
  altKey: held.alt === true,
  shiftKey: held.shift === true,
});

describe('a chord is named by what the keyboard produced', () => {
  test.each([
    [press('r'), 'r'],
    [press('R', { shift: true }), 'shift+r'],
    [press('?', { shift: true }), '?'],
    [press(' '), 'space'],
    [press('Enter', { shift: true }), 'shift+enter'],
    [press('Escape'), 'escape'],
    [press('k', { ctrl: true }), 'mod+k'],
    [press('k', { alt: true }), 'alt+k'],
    [press('Shift', { shift: true }), null],
  ])('%o is %s', (event, chord) => {
    expect(toKeyChord(event, false)).toBe(chord);
  });

  test('on a Mac the command key is the one that commands, and control is another', () => {
    expect(toKeyChord(press('k', { meta: true }), true)).toBe('mod+k');
    expect(toKeyChord(press('k', { ctrl: true }), true)).toBe('super+k');
  });
});

describe('sequences of keys', () => {
  const known = ['r', 'g r', 'g f', 'mod+k'];

  test('a key that stands alone acts at once', () => {
    expect(createKeySequences().press('r', 0, known)).toBe('r');
  });

  test('after g, r goes to Runs and retries nothing', () => {
    const keys = createKeySequences();
    expect(keys.press('g', 0, known)).toBeNull();
    expect(keys.press('r', 100, known)).toBe('g r');
  });

  test('a key that continues no sequence is swallowed, and the next one acts again', () => {
    const keys = createKeySequences();
    keys.press('g', 0, known);
    expect(keys.press('x', 100, known)).toBeNull();
    expect(keys.press('r', 200, known)).toBe('r');
  });

  test('who hesitates for long begins anew', () => {
    const keys = createKeySequences();
    keys.press('g', 0, known);
    expect(keys.press('r', 5_000, known)).toBe('r');
  });
});
