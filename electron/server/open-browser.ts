import { spawn } from 'node:child_process';
import { hasDisplay } from '#server/has-display.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { writeEntryPage } from '#server/write-entry-page.ts';

export interface BrowserPlace extends Pick<ProgramHost, 'environment'> {
  readonly dataFolder: string;
}

/**
 * Shows a page in the person's browser; answers `false` where there is none to be shown in. Whether a browser
 * came up nobody tells, so the address is printed as well. Everybody on this machine can read the arguments of a
 * program, so its opener gets the path of a private page and not the address with the code.
 */
export function openBrowser(url: string, { environment, dataFolder }: BrowserPlace): boolean {
  if (!hasDisplay(process.platform, environment)) return false;
  const [command, ...args] = openerOf(process.platform);
  const opener = spawn(command, [...args, writeEntryPage(dataFolder, url)], {
    detached: true,
    stdio: 'ignore',
  });
  opener.on('error', () => undefined);
  opener.unref();
  return true;
}

function openerOf(platform: NodeJS.Platform): readonly [string, ...string[]] {
  switch (platform) {
    case 'darwin':
      return ['open'];
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler'];
    default:
      return ['xdg-open'];
  }
}
