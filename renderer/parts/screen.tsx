import { Clock, Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConnection } from '#renderer/data/connection-status.ts';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { nameZone } from '#renderer/lib/format-instant.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';

export interface ScreenProps {
  readonly title: ReactNode;
  /** Beside the title, in grey. */
  readonly detail?: ReactNode;
  /** At the right of the header, first: that there is more than is shown. */
  readonly news?: ReactNode;
  /** Last in the header, after the tools that every screen has. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its header, and below it whatever fills the height that is left. */
export function Screen({ title, detail, news, actions, children }: ScreenProps) {
  return (
    <main className="grid min-h-0 min-w-0 grow grid-rows-[48px_minmax(0,1fr)] bg-surface">
      <header className="flex items-center gap-3 border-b border-line pr-4 pl-5">
        <h1 className="flex min-w-0 items-center gap-2 text-title font-semibold whitespace-nowrap">
          {title}
        </h1>
        {detail !== undefined && <span className="truncate text-text-3">{detail}</span>}
        <span className="grow" />
        {news}
        <ZoneName />
        <PauseButton />
        {actions}
      </header>
      {children}
    </main>
  );
}

function ZoneName() {
  const zone = useZone();
  const now = useNow();
  return (
    <span className="inline-flex items-center gap-1.5 text-small whitespace-nowrap text-text-2">
      <Clock size={14} aria-hidden="true" />
      {nameZone(now, zone)}
    </span>
  );
}

function PauseButton() {
  const { isPaused, togglePause } = useConnection();
  return (
    <IconButton
      label={isPaused ? 'Go on with live updates' : 'Pause live updates'}
      keys="p"
      isPressed={isPaused}
      icon={isPaused ? <Play size={16} /> : <Pause size={16} />}
      onClick={togglePause}
    />
  );
}
