import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** How this person likes the console; kept in this browser. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  /** IANA zone that times are shown in; `null` for this machine's own. */
  readonly zone: string | null;
}

interface PreferencesStore extends Preferences {
  readonly change: (change: Partial<Preferences>) => void;
}

export const usePreferences = create<PreferencesStore>()(
  persist(
    (set) => ({
      theme: 'system',
      density: 'comfortable',
      zone: null,
      change: (change) => set(change),
    }),
    {
      name: 'nightdesk-preferences',
      partialize: ({ theme, density, zone }): Preferences => ({ theme, density, zone }),
    },
  ),
);

const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The IANA zone that times are shown in. */
export function useZone(): string {
  return usePreferences(({ zone }) => zone) ?? machineZone;
}
