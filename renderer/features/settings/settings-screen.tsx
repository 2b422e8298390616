import type { ReactNode } from 'react';
import type { Preferences } from '#renderer/data/preferences.ts';
import { usePreferences } from '#renderer/data/preferences.ts';
import { registeredCommands } from '#renderer/data/command-registry.ts';
import { AboutSection } from '#renderer/features/settings/about-section.tsx';
import { BackupSection } from '#renderer/features/settings/backup-section.tsx';
import { ZoneSection } from '#renderer/features/settings/zone-section.tsx';
import { Screen } from '#renderer/parts/screen.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';

const THEMES = [
  { value: 'system', text: 'As the system' },
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
] as const satisfies readonly { value: Preferences['theme']; text: string }[];

const DENSITIES = [
  { value: 'comfortable', text: 'Comfortable' },
  { value: 'compact', text: 'Compact' },
] as const satisfies readonly { value: Preferences['density']; text: string }[];

/** How this person likes the console, and what it is connected to. */
export function SettingsScreen() {
  const { theme, density, change } = usePreferences();
  return (
    <Screen title="Settings">
      <div className="overflow-auto">
        <div className="flex max-w-160 flex-col gap-4 px-5 pt-2 pb-8">
          <section aria-label="Appearance">
            <SectionHeading title="Appearance" detail="kept in this browser" />
            <div className="flex flex-col gap-2">
              <Setting name="Colours">
                <Segmented
                  label="Colours"
                  value={theme}
                  options={THEMES}
                  onChange={(next) => change({ theme: next })}
                />
              </Setting>
              <Setting name="Rows">
                <Segmented
                  label="Rows"
                  value={density}
                  options={DENSITIES}
                  onChange={(next) => change({ density: next })}
                />
              </Setting>
            </div>
          </section>
          <ZoneSection />
          <section aria-label="Keyboard">
            <SectionHeading title="Keyboard" />
            <div className="flex items-center justify-between gap-4">
              <p className="text-text-2">
                Every screen has its own keys, besides those that are the same everywhere.
              </p>
              <Button keys="?" onClick={showKeys}>
                Show the keys
              </Button>
            </div>
          </section>
          <BackupSection />
          <AboutSection />
        </div>
      </div>
    </Screen>
  );
}

function Setting({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-7 grid-cols-[88px_minmax(0,1fr)] items-center gap-x-3">
      <span className="text-text-3">{name}</span>
      <div>{children}</div>
    </div>
  );
}

/** The sheet belongs to the frame; what a person can do there is reached by the registry, as from the keyboard. */
function showKeys(): void {
  registeredCommands()
    .find(({ id }) => id === 'view.shortcuts')
    ?.run();
}
