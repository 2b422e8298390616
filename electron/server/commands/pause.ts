import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { PauseOn, PauseView } from '#shared/contract/pause-operations.ts';
import { parseUntil } from '#shared/domain/parse-until.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { formatPauses, nameOfPaused } from '#server/format-pauses.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import { runWithClient } from '#server/run-with-client.ts';
import type { Terminal } from '#server/terminal.ts';

interface WhatOptions extends JsonOption, ReasonOption {
  readonly all?: true;
  readonly trigger?: string;
  readonly key?: string;
  readonly until?: string;
}

/** `pause` and `resume`, which take back each other, and `pauses`, which tells what is paused. */
export function addPauseCommands(program: Command, host: ProgramHost): void {
  withWhat(program.command('pause'), 'let nothing of it start until it is resumed')
    .option('--until <time>', 'when it goes on by itself: 18:00, 2h or 2027-03-28T02:30')
    .action((job: string | undefined, options: WhatOptions, command: Command) =>
      runWithClient(host, command, (client) => pause(client, host, options, onOf(job, options))),
    );
  withWhat(program.command('resume'), 'let what is paused go on').action(
    (job: string | undefined, options: WhatOptions, command: Command) =>
      runWithClient(host, command, (client) => resume(client, host, options, onOf(job, options))),
  );
  program
    .command('pauses')
    .description('list what is paused: by whom, why and until when')
    .option(...JSON_OPTION)
    .action((options: JsonOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { pauses } = await client.pauses.list();
        printAnswer(host, options, pauses, () => formatPauses(pauses, host.terminal));
      }),
    );
}

function withWhat(command: Command, description: string): Command {
  return command
    .description(description)
    .argument('[job]', 'the name of the job')
    .option('--all', 'the whole scheduler')
    .option('--trigger <key>', 'only this trigger of the job')
    .option('--key <key>', 'whatever takes this concurrency key')
    .option(...REASON_OPTION)
    .option(...JSON_OPTION);
}

function onOf(job: string | undefined, { all, trigger, key }: WhatOptions): PauseOn {
  const named = [all === true, key !== undefined, job !== undefined].filter(Boolean).length;
  if (named !== 1) {
    throw new Refusal('invalid_input', 'name one thing: a job, --key KEY, or --all for everything');
  }
  if (trigger !== undefined && job === undefined) {
    throw new Refusal('invalid_input', '--trigger belongs to a job: name it too');
  }
  if (key !== undefined) return { scope: 'key', key };
  if (job === undefined) return { scope: 'scheduler' };
  return trigger === undefined ? { scope: 'job', job } : { scope: 'trigger', job, trigger };
}

async function pause(
  client: InstanceClient,
  host: ProgramHost,
  options: WhatOptions,
  on: PauseOn,
): Promise<void> {
  const { terminal } = host;
  const { reason = null } = options;
  const until =
    options.until === undefined ? null : parseUntil(options.until, terminal.zone, terminal.now());
  const answer = await client.pauses.begin({ commandId: randomUUID(), on, until, reason });
  printAnswer(host, options, answer.pauses, () => formatPauses(answer.pauses, terminal));
}

async function resume(
  client: InstanceClient,
  host: ProgramHost,
  options: WhatOptions,
  on: PauseOn,
): Promise<void> {
  const { reason = null } = options;
  const { pauses } = await client.pauses.end({ commandId: randomUUID(), on, reason });
  printAnswer(host, options, pauses, () => resumedText(on, pauses, host.terminal));
}

const NOBODY = { job: null, trigger: null, schedule: null, key: null };

/** Whoever lets something go on wants to know what still keeps it. */
function resumedText(on: PauseOn, rest: readonly PauseView[], terminal: Terminal): string {
  const goesOn = `${nameOfPaused({ ...NOBODY, ...on })} goes on`;
  return rest.length === 0 ? goesOn : `${goesOn}\nstill paused:\n${formatPauses(rest, terminal)}`;
}
