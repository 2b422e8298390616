import { capitalise } from '#renderer/lib/capitalise.ts';

const isMac = navigator.platform.startsWith('Mac');

const NAMES: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  space: 'Space',
  enter: 'Enter',
  escape: 'Esc',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
};

/** `mod+k` as it stands on this machine's keyboard, `Ctrl K`; a sequence is written with a blank: `g f`. */
export function formatKeys(keys: string): string {
  return keys
    .split(' ')
    .map((chord) => formatChord(chord.split('+')))
    .join(' ');
}

function formatChord(keys: readonly string[]): string {
  const isAlone = keys.length === 1;
  return keys
    .map((key) => NAMES[key] ?? (isAlone && key.length === 1 ? key : capitalise(key)))
    .join(isMac ? '' : ' ');
}

/** A box for each key that is pressed by itself: `g f` is two, `Ctrl K` is one. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span aria-hidden="true" className="inline-flex shrink-0 gap-0.5 whitespace-nowrap">
      {keys.split(' ').map((chord, index) => (
        <kbd
          key={index}
          className="rounded-mark border border-line bg-surface px-1 font-mono text-tiny leading-4 font-medium text-text-3"
        >
          {formatKeys(chord)}
        </kbd>
      ))}
    </span>
  );
}
