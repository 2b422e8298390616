import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { BackupContents, BackupView } from '#shared/contract/backup-operations.ts';
import { formatBytes } from '#shared/lib/format-bytes.ts';
import { socketPathOf } from '#engine/socket-path.ts';
import { formatBackups, formatContents } from '#server/format-backups.ts';
import { hasListener } from '#server/has-listener.ts';
import { checkPlace, placeFile } from '#server/place-file.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import { dataFolderOf, runWithClient } from '#server/run-with-client.ts';
import { userName } from '#server/user-name.ts';

interface BackupOptions extends JsonOption, ReasonOption {
  readonly list?: true;
  readonly force?: true;
}

interface Made {
  readonly folder: string;
  readonly backup: BackupView & { readonly contents: BackupContents };
}

/** A running engine makes the backup itself; where none runs, it is made under the engine's lock. */
export function addBackupCommand(program: Command, host: ProgramHost): void {
  program
    .command('backup')
    .description('copy the database, also while the engine runs, and read the copy through')
    .argument('[file]', 'put a copy there too, or into that folder')
    .option('--list', 'only list the backups in the data folder')
    .option('--force', 'replace the file if it is there')
    .option(...REASON_OPTION)
    .option(...JSON_OPTION)
    .action((file: string | undefined, options: BackupOptions, command: Command) =>
      options.list === true ? list(options, host, command) : make(file, options, host, command),
    );
}

async function list(options: BackupOptions, host: ProgramHost, command: Command): Promise<void> {
  const { listBackupsAtRest } = await import('#engine/back-up-at-rest.ts');
  const { folder, backups } = listBackupsAtRest(dataFolderOf(command, host));
  printAnswer(host, options, backups, () => formatBackups(backups, folder, host.terminal));
}

async function make(
  file: string | undefined,
  options: BackupOptions,
  host: ProgramHost,
  command: Command,
): Promise<void> {
  const { reason = null, force = false } = options;
  if (file !== undefined) checkPlace(file, force);
  const { backup, folder } = await backUp(reason, host, command);
  const made = join(folder, backup.name);
  const copy = file === undefined ? null : placeFile(made, backup.name, file, force);
  printAnswer(host, options, { ...backup, file: made, copy }, () => {
    const about = formatContents(backup.contents, host.terminal);
    const places = [made, copy].filter((place) => place !== null);
    return [...places, `${formatBytes(backup.sizeBytes)}, read through: ${about}`].join('\n');
  });
}

async function backUp(reason: string | null, host: ProgramHost, command: Command): Promise<Made> {
  const dataFolder = dataFolderOf(command, host);
  if (!(await hasListener(socketPathOf(dataFolder, 'engine')))) {
    const { backUpAtRest } = await import('#engine/back-up-at-rest.ts');
    const note = { at: host.terminal.now(), kind: 'by_hand', by: userName(), reason } as const;
    return backUpAtRest(dataFolder, note);
  }
  return runWithClient(host, command, async ({ backups }) => {
    const { backup } = await backups.make({ commandId: randomUUID(), reason });
    const { folder } = await backups.list();
    return { backup, folder };
  });
}
