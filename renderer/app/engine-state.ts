import { useEffect, useState } from 'react';
import type { EngineState } from '#shared/contract/desktop-calls.ts';
import { desktopAround } from '#renderer/data/desktop.ts';

/** How the desktop application stands with its engine; `null` in a browser, which cannot know. */
export function useEngineState(): EngineState | null {
  const [state, setState] = useState<EngineState | null>(null);
  useEffect(() => {
    const desktop = desktopAround(window);
    if (desktop === null) return;
    void desktop.readEngineState({}).then(setState);
    return desktop.onEngineState(setState);
  }, []);
  return state;
}

/** Asks the desktop application to start its engine again. */
export function restartEngine(): void {
  void desktopAround(window)?.restartEngine({});
}
