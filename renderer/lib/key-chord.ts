/** What of a keyboard event tells which keys were pressed. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const NAMED: Readonly<Record<string, string>> = { ' ': 'space', Escape: 'escape', Enter: 'enter' };
const MODIFIERS: readonly string[] = ['Control', 'Meta', 'Alt', 'Shift', 'AltGraph'];

/**
 * The keys of an event as commands name them: `r`, `shift+j`, `mod+k`, `?`, `space`. What the keyboard produced
 * counts, not where the key lies, so `?` is the same on every layout. `mod` is the command key of a Mac and the
 * control key elsewhere. `null` for a modifier alone.
 */
export function toKeyChord(press: KeyPress, isMac: boolean): string | null {
  if (MODIFIERS.includes(press.key)) return null;
  const key = NAMED[press.key] ?? press.key.toLowerCase();
  const isLetter = /^[a-z]$/.test(key);
  const isMod = isMac ? press.metaKey : press.ctrlKey;
  const isOther = isMac ? press.ctrlKey : press.metaKey;
  // A symbol already says that shift was held; a letter or a named key does not.
  const saysShift = press.shiftKey && (isLetter || key.length > 1);
  return [isMod && 'mod', isOther && 'super', press.altKey && 'alt', saysShift && 'shift', key]
    .filter(Boolean)
    .join('+');
}

export interface KeySequences {
  /**
   * Takes the next chord and tells which of the sequences it completes, if any. A chord that continues a sequence
   * is never taken for a command of its own: after `g`, `r` goes to Runs and retries nothing.
   */
  readonly press: (chord: string, at: number, sequences: readonly string[]) => string | null;
}

const PATIENCE_MS = 1_500;

export function createKeySequences(): KeySequences {
  let begun = '';
  let begunAt = 0;

  return {
    press(chord, at, sequences) {
      const isContinued = begun !== '' && at - begunAt < PATIENCE_MS;
      const typed = isContinued ? `${begun} ${chord}` : chord;
      begun = '';
      if (sequences.includes(typed)) return typed;
      if (sequences.some((sequence) => sequence.startsWith(`${typed} `))) {
        begun = typed;
        begunAt = at;
      }
      return null;
    },
  };
}
