import type { DesktopCommand, NightdeskDesktop } from '#shared/contract/desktop-calls.ts';
import type { DeskCommand } from '#renderer/data/command-registry.ts';
import { registeredCommands, useCommandRegistry } from '#renderer/data/command-registry.ts';

/** Makes the desktop's menu from the commands that are there, and carries out what is chosen in it. */
export function followDesktop(desktop: NightdeskDesktop): void {
  let isSending = false;
  const send = () => {
    isSending = false;
    void desktop.setCommands({ commands: toMenu(registeredCommands()) });
  };
  useCommandRegistry.subscribe(() => {
    // A screen that changes takes its commands away and brings others, in one go.
    if (!isSending) queueMicrotask(send);
    isSending = true;
  });
  desktop.onCommand((id) => {
    const command = registeredCommands().find((registered) => registered.id === id);
    if (command !== undefined && isEnabled(command)) command.run();
  });
}

/** In the order of registration, each id once. */
function toMenu(commands: readonly DeskCommand[]): DesktopCommand[] {
  const shown = commands.filter(({ isKeyOnly }) => isKeyOnly !== true).toReversed();
  const byId = new Map(shown.map((command) => [command.id, command]));
  return [...byId.values()].map((command) => ({
    id: command.id,
    title: command.title,
    group: command.group,
    keys: command.keys ?? null,
    isEnabled: isEnabled(command),
  }));
}

function isEnabled({ refusal = null }: DeskCommand): boolean {
  return refusal === null;
}
