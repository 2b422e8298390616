import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the workspace is made from, where the package keeps it, and where each goes. */
const SEEDS = [
  { from: 'jobs.yaml', to: 'jobs.yaml' },
  { from: 'mail-service.mjs', to: 'mail-service.mjs' },
  { from: 'scripts', to: 'scripts' },
  { from: 'workspace', to: '.' },
] as const;

/** Copies what is not there yet. What is there may have been changed by its owner, and stays. */
export function fillWorkspace(workspace: string): void {
  mkdirSync(workspace, { recursive: true });
  const seeds = findSeeds();
  for (const { from, to } of SEEDS) {
    cpSync(join(seeds, from), join(workspace, to), { recursive: true, force: false });
  }
}

/** In a checkout the seeds lie beside this file; the bundle of an installed package lies in a folder of its own. */
function findSeeds(): string {
  const here = import.meta.dirname;
  return existsSync(join(here, 'jobs.yaml')) ? here : join(here, '../electron/server/example');
}
