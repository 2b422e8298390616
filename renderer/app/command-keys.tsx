import { useEffect } from 'react';
import { registeredCommands } from '#renderer/data/command-registry.ts';
import { createKeySequences, toKeyChord } from '#renderer/lib/key-chord.ts';
import { tell } from '#renderer/ui/toasts.tsx';

const isMac = navigator.platform.startsWith('Mac');

/** Carries out registered commands when their keys are pressed. */
export function CommandKeys() {
  useEffect(() => {
    const sequences = createKeySequences();
    function onKeyDown(event: KeyboardEvent): void {
      const chord = toKeyChord(event, isMac);
      if (chord === null || event.defaultPrevented || event.isComposing) return;
      if (isTakenByFocus(event.target, chord)) return;
      const commands = registeredCommands().filter(({ keys }) => keys !== undefined);
      const known = commands.map(({ keys }) => keys ?? '');
      const pressed = sequences.press(chord, event.timeStamp, known);
      const command = commands.find(({ keys }) => keys === pressed);
      if (command === undefined) return;
      event.preventDefault();
      if (event.repeat && command.isRepeated !== true) return;
      if (command.refusal == null) command.run();
      else tell(command.refusal);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return null;
}

/** Who types, types; who stands on a button or in a dialog means that, and not the screen behind it. */
function isTakenByFocus(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof HTMLElement) || chord.startsWith('mod+')) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"]') !== null) return true;
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null) return true;
  const isPressing = chord === 'enter' || chord === 'space';
  return isPressing && target.closest('button, a, summary, [role="tab"], [role="radio"]') !== null;
}
