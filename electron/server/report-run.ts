import type { InstanceClient } from '#server/instance-client.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { GateName } from '#shared/domain/gate.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { formatRunLine } from '#server/format-run.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { printAnswer } from '#server/print-answer.ts';
import { printable } from '#server/printable.ts';
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
  wanted: RunState = 'succeeded',
): Promise<void> {
  const isWaiting = options.wait === true;
  const tell = options.json === true ? () => undefined : host.terminal.notice;
  const run = isWaiting ? await waitAloud(client, changed.id, tell) : changed;
  printAnswer(host, options, run, () => {
    const merged = isMerged ? '  (the same request was pending already)' : '';
    return formatRunLine(run) + merged;
  });
  if (isWaiting && run.state !== wanted) host.endWith(1);
}

/** Waits, and says what for: a run may wait for a person who does not know. */
async function waitAloud(
  client: InstanceClient,
  id: string,
  tell: (text: string) => void,
): Promise<Run> {
  tell(`nightdesk: waiting for run ${id}; Ctrl-C ends only the waiting`);
  let toldGate: GateName | null = null;
  return waitForRun(client, id, async (run) => {
    if (run.state === 'running') return;
    const { sentence, gates } = await client.runs.explain({ run: id });
    const gate = gates[0]?.gate ?? null;
    if (gate !== null && gate !== toldGate) tell(`nightdesk: ${id} is ${printable(sentence)}`);
    toldGate = gate;
  });
}
