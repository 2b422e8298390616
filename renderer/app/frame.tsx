import { Outlet } from '@tanstack/react-router';
import { CommandKeys } from '#renderer/app/command-keys.tsx';
import { ConnectionBanner } from '#renderer/app/connection-banner.tsx';
import { FrameCommands } from '#renderer/app/frame-commands.tsx';
import { FRAME } from '#renderer/app/frame-layout.ts';
import { Overlays } from '#renderer/app/overlays.tsx';
import { PauseStrip } from '#renderer/app/pause-strip.tsx';
import { Rail } from '#renderer/app/rail.tsx';
import { StatusBar } from '#renderer/app/status-bar.tsx';

/** What stands around every screen. */
export function Frame() {
  return (
    <div className={FRAME}>
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-col">
        <ConnectionBanner />
        <PauseStrip />
        <Outlet />
      </div>
      <StatusBar />
      <FrameCommands />
      <CommandKeys />
      <Overlays />
    </div>
  );
}
