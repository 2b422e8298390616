import { join } from 'node:path';

/** Where the files of the example are. */
export function exampleWorkspace(dataFolder: string): string {
  return join(dataFolder, 'workspace');
}
