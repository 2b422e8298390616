import { APP_ORIGIN } from '#main/content-policy.ts';
import type { WebContents } from '#main/electron-parts.ts';

/** A page stays where it is, opens no other, and embeds none; a link to elsewhere is offered to the browser. */
export function guardContents(contents: WebContents, offer: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    offer(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event, url) => {
    if (isConsole(url)) return;
    event.preventDefault();
    offer(url);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Loading the console itself again, at whichever of its screens, is no way out. */
function isConsole(url: string): boolean {
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
}
