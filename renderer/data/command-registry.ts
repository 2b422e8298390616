import { useEffect, useRef, useState } from 'react';
import { create } from 'zustand';

/**
 * Everything that a person can do, in one place: the palette, the keyboard, the menu of the desktop application and
 * the shortcut sheet are made from it. A screen registers its commands while it is there; of two with the same keys
 * the one that was registered later counts, so a dialog or a screen stands before the frame.
 */
export interface DeskCommand {
  /** Noun and verb, such as `run.retry`; unique among those registered at once. */
  readonly id: string;
  /** A verb and its object, as a menu shows it: `Retry this run`. */
  readonly title: string;
  /** The heading that it stands under. */
  readonly group: 'Go to' | 'Run' | 'Job' | 'Failures' | 'List' | 'View';
  /** Such as `r`, `mod+k`, or a sequence: `g f`. */
  readonly keys?: string;
  /** Words that it is also found by. */
  readonly synonyms?: string;
  /** Why it cannot be done now; it is then greyed, with this sentence. */
  readonly refusal?: string | null;
  /** Left out of palette and menu, such as moving by one row. */
  readonly isKeyOnly?: boolean;
  /** A key that is held down goes on doing it, such as moving by one row; nothing else is done twice. */
  readonly isRepeated?: boolean;
  readonly run: () => void;
}

interface Registration {
  readonly owner: symbol;
  readonly commands: readonly DeskCommand[];
}

interface RegistryStore {
  readonly registrations: readonly Registration[];
}

export const useCommandRegistry = create<RegistryStore>()(() => ({ registrations: [] }));

/** All commands that are there now, the latest registered first. */
export function registeredCommands(): readonly DeskCommand[] {
  return useCommandRegistry
    .getState()
    .registrations.toReversed()
    .flatMap(({ commands }) => commands);
}

/** Registers commands for as long as the component is there. They may be made anew at each rendering. */
export function useCommands(commands: readonly DeskCommand[]): void {
  const [owner] = useState(() => Symbol('commands'));
  const latest = useRef(commands);
  const shape = JSON.stringify(commands.map(({ run: _run, ...facts }) => facts));

  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const stable = latest.current.map((command, index) => ({
      ...command,
      run: () => latest.current[index]?.run(),
    }));
    useCommandRegistry.setState(({ registrations }) => ({
      registrations: replaceOrAdd(registrations, { owner, commands: stable }),
    }));
  }, [owner, shape]);
  useEffect(
    () => () =>
      useCommandRegistry.setState(({ registrations }) => ({
        registrations: registrations.filter((registration) => registration.owner !== owner),
      })),
    [owner],
  );
}

/** In its old place, so that a change of a screen's commands does not put it before a dialog's. */
function replaceOrAdd(
  registrations: readonly Registration[],
  added: Registration,
): readonly Registration[] {
  const isThere = registrations.some(({ owner }) => owner === added.owner);
  if (!isThere) return [...registrations, added];
  return registrations.map((known) => (known.owner === added.owner ? added : known));
}
