import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hundred megabytes over a slow line take this long; over one that hangs, nobody waits for ever. */
const DOWNLOAD_MS = 300_000;

/**
 * The executable of the installed package `electron`, which brings its runtime with its first start and not
 * with `npm ci`; `null` where it cannot be had.
 */
export async function findElectron(
  folder: string,
  say: (line: string) => void,
): Promise<string | null> {
  const installer = join(folder, 'install.js');
  if (!existsSync(installer)) return null;
  const present = executableIn(folder);
  if (present !== null) return present;
  say('Downloading Electron, about 100 MB; that is done once …');
  const download = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: DOWNLOAD_MS });
  await once(download, 'close');
  return executableIn(folder);
}

/** The package notes where its runtime is once it is whole. */
function executableIn(folder: string): string | null {
  try {
    const { ELECTRON_OVERRIDE_DIST_PATH: elsewhere } = process.env;
    const name = readFileSync(join(folder, 'path.txt'), 'utf8');
    const executable = join(elsewhere ?? join(folder, 'dist'), name);
    return existsSync(executable) ? executable : null;
  } catch {
    return null;
  }
}
