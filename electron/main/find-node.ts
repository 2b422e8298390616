import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface NodePlaces {
  readonly isPackaged: boolean;
  /** Where a packaged application keeps what came along. */
  readonly resourcesFolder: string;
  /** The checkout that an application is run from. */
  readonly projectFolder: string;
  readonly platform: NodeJS.Platform;
  /** What `npm start` was run with; counts in a checkout only. */
  readonly starter: string | undefined;
}

/** The Node that runs the keeper, and jobs that ask for one; Electron's own executable runs no scripts. */
export function findNode(places: NodePlaces): string | null {
  const name = places.platform === 'win32' ? 'node.exe' : 'node';
  if (places.isPackaged) return join(places.resourcesFolder, name);
  const installed = join(places.projectFolder, 'node_modules', 'node', 'bin', name);
  return places.starter ?? (existsSync(installed) ? installed : null);
}
