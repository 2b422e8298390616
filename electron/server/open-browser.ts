import { spawn } from 'node:child_process';
import { hasDisplay } from '#server/has-display.ts';
import type { ProgramHost } from '#server/program-host.ts';

/**
 * Shows a page in the person's browser; answers `false` where there is none to be shown in. Whether a browser
 * came up nobody tells, so the address is printed as well.
 */
export function openBrowser(
  url: string,
  { environment }: Pick<ProgramHost, 'environment'>,
): boolean {
  if (!hasDisplay(process.platform, environment)) return false;
  const [command, ...args] = openerOf(process.platform);
  const opener = spawn(command, [...args, url], { detached: true, stdio: 'ignore' });
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
