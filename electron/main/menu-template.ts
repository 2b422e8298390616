import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '#shared/contract/desktop-calls.ts';

/** The menu bar: what every application has, and between it a menu for each group of commands, in their order. */
export function toMenuTemplate(
  commands: readonly DesktopCommand[],
  choose: (id: string) => void,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const groups = Map.groupBy(commands, ({ group }) => group);
  const menus = [...groups].map(([label, members]) => ({
    label: escapeLabel(label),
    submenu: members.map((command) => toItem(command, choose)),
  }));
  const first: MenuItemConstructorOptions = platform === 'darwin' ? { role: 'appMenu' } : quitMenu;
  return [first, { role: 'editMenu' }, ...menus, { role: 'windowMenu' }];
}

const quitMenu: MenuItemConstructorOptions = { label: 'Nightdesk', submenu: [{ role: 'quit' }] };

function toItem(
  { id, title, keys, isEnabled }: DesktopCommand,
  choose: (id: string) => void,
): MenuItemConstructorOptions {
  const item = { id, label: escapeLabel(title), enabled: isEnabled, click: () => choose(id) };
  const accelerator = toAccelerator(keys);
  // The page listens to its keys itself; here they are only shown.
  return accelerator === null ? item : { ...item, accelerator, registerAccelerator: false };
}

/**
 * `mod+shift+k` as Electron writes it. Plain letters and sequences are none: on a menu they would be taken from
 * whoever types them into a field.
 */
function toAccelerator(keys: string | null): string | null {
  const match = /^mod\+((?:shift\+|alt\+)*)([a-z0-9])$/.exec(keys ?? '');
  if (match === null) return null;
  const [, modifiers = '', key = ''] = match;
  const others = modifiers.replace('shift', 'Shift').replace('alt', 'Alt');
  return `CommandOrControl+${others}${key.toUpperCase()}`;
}

/** A single `&` marks the letter that opens a menu. */
function escapeLabel(text: string): string {
  return text.replaceAll('&', '&&');
}
