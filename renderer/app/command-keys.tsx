import { useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { registeredCommands } from '#renderer/data/command-registry.ts';
import { createKeySequences, toKeyChord } from '#renderer/lib/key-chord.ts';
import { tell } from '#renderer/ui/toasts.tsx';

const isMac = navigator.platform.startsWith('Mac');

/** More than anybody types ahead. */
const MAX_AHEAD = 16;

interface Key {
  readonly chord: string;
  /** Milliseconds since the page was opened. */
  readonly at: number;
  readonly isRepeat: boolean;
}

/**
 * Carries out registered commands when their keys are pressed. What is typed while a screen is on its way means that
 * screen and not the one that is still seen: `g f j enter` is the same however fast it is typed, and however slowly
 * the screen comes. A click instead takes back what was typed ahead.
 */
export function CommandKeys() {
  const router = useRouter();
  const isOnItsWay = useRouterState({ select: ({ status }) => status === 'pending' });
  const sequences = useRef(createKeySequences());
  const ahead = useRef<Key[]>([]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const chord = toKeyChord(event, isMac);
      if (chord === null || event.defaultPrevented || event.isComposing) return;
      if (isTakenByFocus(event.target, chord)) return;
      const key = { chord, at: event.timeStamp, isRepeat: event.repeat };
      if (router.state.status === 'pending' && isTypedAhead(chord)) {
        event.preventDefault();
        if (ahead.current.length < MAX_AHEAD) ahead.current.push(key);
      } else if (carryOut(key, sequences.current)) event.preventDefault();
    }
    function forget(): void {
      ahead.current = [];
    }
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('pointerdown', forget);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('pointerdown', forget);
    };
  }, [router]);

  useEffect(() => {
    // One of them may ask for the next screen, which the rest then means.
    while (!isOnItsWay && router.state.status !== 'pending') {
      const key = ahead.current.shift();
      if (key === undefined) return;
      if (!isTakenByFocus(document.activeElement, key.chord)) carryOut(key, sequences.current);
    }
  }, [router, isOnItsWay]);
  return null;
}

/** Whether the keys meant a command. */
function carryOut(
  { chord, at, isRepeat }: Key,
  sequences: ReturnType<typeof createKeySequences>,
): boolean {
  const commands = registeredCommands().filter(({ keys }) => keys !== undefined);
  const known = commands.map(({ keys }) => keys ?? '');
  const pressed = sequences.press(chord, at, known);
  const command = commands.find(({ keys }) => keys === pressed);
  if (command === undefined) return false;
  if (isRepeat && command.isRepeated !== true) return true;
  if (command.refusal == null) command.run();
  else tell(command.refusal);
  return true;
}

/** The browser's own keys, such as Tab or those with a modifier, are never kept from it. */
function isTypedAhead(chord: string): boolean {
  return chord.length === 1 || TYPED_AHEAD.includes(chord);
}

const TYPED_AHEAD: readonly string[] = ['enter', 'space', 'escape', 'arrowdown', 'arrowup'];

/** Who types, types; who stands on a button or in a dialog means that, and not the screen behind it. */
function isTakenByFocus(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof HTMLElement) || chord.startsWith('mod+')) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"]') !== null) return true;
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null) return true;
  const isPressing = chord === 'enter' || chord === 'space';
  return isPressing && target.closest('button, a, summary, [role="tab"], [role="radio"]') !== null;
}
