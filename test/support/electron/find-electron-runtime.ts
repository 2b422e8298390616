import { existsSync } from 'node:fs';
import path from 'node:path';

export type ElectronRuntime =
  | { readonly executable: string; readonly because: null }
  | { readonly executable: null; readonly because: string };

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The real Electron, if it can be started here; else why not. Asking the package itself would start a download. */
export function findElectronRuntime(environment: NodeJS.ProcessEnv): ElectronRuntime {
  const installed = path.resolve(import.meta.dirname, '../../../node_modules/electron/dist');
  const folder = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? installed;
  const executable = path.join(folder, EXECUTABLES[process.platform] ?? 'electron');
  if (!existsSync(executable)) return { executable: null, because: 'no Electron runtime is here' };
  const hasDisplay = Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
  if (process.platform === 'linux' && !hasDisplay) {
    return { executable: null, because: 'there is no display' };
  }
  return { executable, because: null };
}
