import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Ending, ServedEngine, StartOptions } from '#test/support/nightdesk-process.ts';
import {
  makeTemporaryFolder,
  runCommand,
  runJson,
  startNightdesk,
  startServe,
} from '#test/support/nightdesk-process.ts';

type RawJob = Readonly<Record<string, unknown>>;

export interface DeskOptions extends StartOptions {
  /** Beside the job file, if left out. */
  readonly dataFolder?: string;
}

/** A data folder and a job file, as a person at the command line has them; the options go for every process. */
export function createDesk({ dataFolder: elsewhere, ...usual }: DeskOptions = {}) {
  const folder = makeTemporaryFolder();
  const dataFolder = elsewhere ?? path.join(folder.path, 'data');
  const withData = (args: readonly string[]) => [...args, '--data', dataFolder];
  return {
    ...{ folder: folder.path, dataFolder, remove: folder.remove },
    /** Writes a file beside the data folder; answers with its path. */
    write(name: string, text: string): string {
      const file = path.join(folder.path, name);
      writeFileSync(file, text);
      return file;
    },
    /** Writes a job file; YAML reads JSON. */
    writeJobs(...jobs: readonly RawJob[]): string {
      return this.write('jobs.yaml', JSON.stringify({ jobs }));
    },
    serve: (args: readonly string[] = [], options?: StartOptions): Promise<ServedEngine> =>
      startServe(dataFolder, args, { ...usual, ...options }),
    start: (...args: readonly string[]) => startNightdesk(withData(args), usual),
    command: (...args: readonly string[]): Promise<Ending> => runCommand(withData(args), usual),
    json: <Answer>(...args: readonly string[]): Promise<Answer> =>
      runJson<Answer>(withData(args), usual),
  };
}

export type Desk = ReturnType<typeof createDesk>;
