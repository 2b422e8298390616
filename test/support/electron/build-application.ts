import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** Builds the application into a folder of its own, laid out as in a checkout, so that no other build is disturbed. */
export function buildApplication(folder: string): void {
  mkdirSync(path.join(folder, 'electron'), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  symlinkSync(path.join(root, 'electron/server'), path.join(folder, 'electron/server'), 'junction');
  const outDir = path.join(folder, 'out');
  for (const tool of ['vite/bin/vite.js', 'electron-vite/bin/electron-vite.js']) {
    const args = [path.join(root, 'node_modules', tool), 'build', '--outDir', outDir];
    execFileSync(process.execPath, args, { cwd: root, stdio: 'pipe' });
  }
}
