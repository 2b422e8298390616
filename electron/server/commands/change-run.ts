import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { InstanceClient } from '#server/instance-client.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import type { ChangedRun, WaitOption } from '#server/report-run.ts';
import { reportRun, WAIT_OPTION } from '#server/report-run.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface ChangeOptions extends JsonOption, ReasonOption, WaitOption {
  readonly as?: 'succeeded' | 'failed' | 'ready';
}

interface RunCommand {
  readonly commandId: string;
  readonly run: string;
  readonly reason: string | null;
}

type Change = (
  client: InstanceClient,
  command: RunCommand,
  options: ChangeOptions,
) => Promise<ChangedRun>;

/** What a person can do with one run: each is one call, answered with the run as it then is. */
export function addChangeRunCommands(program: Command, host: ProgramHost): void {
  const add = (name: string, description: string, change: Change) =>
    addCommand(program, host, name, description, change);

  add(
    'retry',
    'one more attempt of the same run, or the rest of a delay skipped',
    (client, command) => client.runs.retry(command),
  )
    .option(...REASON_OPTION)
    .option(...WAIT_OPTION);
  add('cancel', 'end a run, or keep it from starting', (client, command) =>
    client.runs.cancel(command),
  ).option(...REASON_OPTION);
  add('hold', 'keep a run from starting until it is released', (client, command) =>
    client.runs.hold(command),
  ).option(...REASON_OPTION);
  add('release', 'let a held run go on', (client, command) => client.runs.release(command)).option(
    ...REASON_OPTION,
  );
  add(
    'resolve',
    'say what happened to a run whose outcome is unknown',
    (client, command, options) => client.runs.resolve({ ...command, as: options.as ?? 'failed' }),
  )
    .addOption(
      new Option('--as <outcome>', 'what happened; `ready` lets it run once more')
        .choices(['succeeded', 'failed', 'ready'])
        .makeOptionMandatory(),
    )
    .requiredOption('--reason <text>', 'how you know');
}

function addCommand(
  program: Command,
  host: ProgramHost,
  name: string,
  description: string,
  change: Change,
): Command {
  return program
    .command(name)
    .description(description)
    .argument('<run>', 'the id of the run')
    .option(...JSON_OPTION)
    .action((run: string, options: ChangeOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const request = { commandId: randomUUID(), run, reason: options.reason ?? null };
        await reportRun(client, host, options, await change(client, request, options));
      }),
    );
}
