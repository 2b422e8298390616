import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { Option } from 'commander';
import { Refusal } from '#shared/domain/refusal.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import { printable } from '#server/printable.ts';
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

type Report = (
  client: InstanceClient,
  host: ProgramHost,
  options: ChangeOptions,
  changed: ChangedRun,
) => Promise<void>;

interface ChangeCommand {
  readonly name: string;
  readonly description: string;
  readonly change: Change;
  readonly report?: Report | undefined;
}

/** What a person can do with one run: each is one call, answered with the run as it then is. */
export function addChangeRunCommands(program: Command, host: ProgramHost): void {
  const add = (name: string, description: string, change: Change, report?: Report) =>
    addCommand(program, host, { name, description, change, report });

  add(
    'retry',
    'one more attempt of the same run, or the rest of a delay skipped',
    (client, command) => client.runs.retry(command),
  )
    .option(...REASON_OPTION)
    .option(...WAIT_OPTION);
  add(
    'cancel',
    'end a run, or keep it from starting',
    (client, command) => client.runs.cancel(command),
    reportCancelled,
  )
    .option(...REASON_OPTION)
    .option('--wait', 'wait until the run has ended; exit 1 unless it was cancelled');
  add('hold', 'keep a run from starting until it is released', (client, command) =>
    client.runs.hold(command),
  ).option(...REASON_OPTION);
  add('release', 'let a held run go on', (client, command) => client.runs.release(command)).option(
    ...REASON_OPTION,
  );
  add(
    'pin',
    'keep a run for good: it is never deleted with the old ones',
    (client, command) => client.runs.pin(command),
    reportPinned('is pinned: it is kept until it is unpinned'),
  ).option('--reason <text>', 'why it is to be kept');
  add(
    'unpin',
    'let a pinned run be deleted like any other',
    (client, command) => client.runs.unpin(command),
    reportPinned('is not pinned any more: it is kept as long as others of its job'),
  ).option(...REASON_OPTION);
  add('resolve', 'say what happened to a run whose outcome is unknown', resolve)
    .addOption(
      new Option(
        '--as <outcome>',
        'required: what happened; `ready` lets it run once more',
      ).choices(['succeeded', 'failed', 'ready']),
    )
    .option('--reason <text>', 'required: how you know');
}

/** Both options are asked for at once, which commander does not do. */
function resolve(
  client: InstanceClient,
  command: RunCommand,
  { as }: ChangeOptions,
): Promise<ChangedRun> {
  if (as !== undefined && command.reason !== null) return client.runs.resolve({ ...command, as });
  throw new Refusal(
    'invalid_input',
    'resolve needs both --as (succeeded, failed or ready) and --reason, which says how you know',
  );
}

/** What is executing is only asked to end, and the answer says so. */
const reportCancelled: Report = async (client, host, options, changed) => {
  const { id, state } = changed.run;
  if (options.wait === true || options.json === true || state !== 'running') {
    return reportRun(client, host, options, changed, 'cancelled');
  }
  const { sentence } = await client.runs.explain({ run: id });
  host.terminal.print(`${id}  ${printable(sentence)}`);
};

const reportPinned =
  (sentence: string): Report =>
  (_client, host, options, { run }) => {
    printAnswer(host, options, run, () => `${run.id} ${sentence}.`);
    return Promise.resolve();
  };

function addCommand(
  program: Command,
  host: ProgramHost,
  { name, description, change, report = reportRun }: ChangeCommand,
): Command {
  return program
    .command(name)
    .description(description)
    .argument('<run>', 'the id of the run')
    .option(...JSON_OPTION)
    .action((run: string, options: ChangeOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const request = { commandId: randomUUID(), run, reason: options.reason ?? null };
        await report(client, host, options, await change(client, request, options));
      }),
    );
}
