import type { InstanceClient } from '#server/instance-client.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { formatRunLine } from '#server/format-run.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { waitForRun } from '#server/wait-for-run.ts';

export interface WaitOption {
  readonly wait?: true;
}

/** Flag and explanation of the option of commands after which a run may start. */
export const WAIT_OPTION = [
  '--wait',
  'wait until the run has ended; exit 1 unless it succeeded',
] as const;

export interface ChangedRun {
  readonly run: Run;
  /** The request went into a run that was pending already. */
  readonly isMerged?: boolean;
}

/** Prints the run that a command made or changed; with `--wait` once it has ended, with an exit code that tells how. */
export async function reportRun(
  client: InstanceClient,
  host: ProgramHost,
  options: JsonOption & WaitOption,
  { run: changed, isMerged = false }: ChangedRun,
): Promise<void> {
  const isWaiting = options.wait === true;
  const run = isWaiting ? await waitForRun(client, changed.id) : changed;
  printAnswer(host, options, run, () => {
    const merged = isMerged ? '  (the same request was pending already)' : '';
    return formatRunLine(run) + merged;
  });
  if (isWaiting && run.state !== 'succeeded') host.endWith(1);
}
