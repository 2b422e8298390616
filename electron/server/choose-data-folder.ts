import { resolve } from 'node:path';
import envPaths from 'env-paths';
import { Refusal } from '#shared/domain/refusal.ts';

export interface DataFolderWish {
  /** What `--data` says. */
  readonly option: string | undefined;
  /** What the variable `NIGHTDESK_DATA` says. */
  readonly variable: string | undefined;
  /** The example has a folder of its own, so that it never mixes with real jobs. */
  readonly isExample?: boolean | undefined;
}

/** The absolute path of the data folder that is meant: the option, else the variable, else the platform's. */
export function chooseDataFolder({ option, variable, isExample = false }: DataFolderWish): string {
  if (option?.trim() === '') {
    // A variable of a script that was never set; the present folder would be a bad guess.
    throw new Refusal('invalid_input', '--data is empty: name a folder, or leave it away');
  }
  if (option !== undefined) return resolve(option);
  const usual =
    variable === undefined || variable === ''
      ? envPaths('nightdesk', { suffix: '' }).data
      : resolve(variable);
  return isExample ? `${usual}-example` : usual;
}
