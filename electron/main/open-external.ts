import type { DesktopElectron, DesktopWindow } from '#main/electron-parts.ts';

type Parts = Pick<DesktopElectron, 'dialog' | 'shell'>;

const OPEN = 0;
const LONGEST_URL = 4_096;

/** Opens a web address in the browser if the person says so. Anything but `https:` is refused without a question. */
export async function openExternal(
  url: string,
  window: DesktopWindow,
  { dialog, shell }: Parts,
): Promise<boolean> {
  const address = parseAddress(url);
  if (address === null) return false;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${address.host} in your browser?`,
    detail: address.href,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response !== OPEN) return false;
  await shell.openExternal(address.href);
  return true;
}

/** A user name in an address is there to make it look like another one. */
function parseAddress(url: string): URL | null {
  if (url.length > LONGEST_URL || !URL.canParse(url)) return null;
  const address = new URL(url);
  const isPlain = address.username === '' && address.password === '';
  return address.protocol === 'https:' && isPlain ? address : null;
}
