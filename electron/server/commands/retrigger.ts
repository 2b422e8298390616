import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { InstanceClient } from '#server/instance-client.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { parseInput } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import type { WaitOption } from '#server/report-run.ts';
import { reportRun, WAIT_OPTION } from '#server/report-run.ts';
import { runWithClient } from '#server/run-with-client.ts';

type Input = Run['input'];

interface RetriggerOptions extends JsonOption, ReasonOption, WaitOption {
  readonly input?: Input;
  readonly sameKey?: true;
}

export function addRetriggerCommand(program: Command, host: ProgramHost): void {
  program
    .command('retrigger')
    .description('make a new run from an old one, which stays as it is')
    .argument('<run>', 'the id of the old run')
    .option(
      '--input <json>',
      "fields laid over the old run's input; @file or - reads them",
      parseInput,
    )
    .option('--same-key', 'with the same idempotency key: make sure that it happened, not again')
    .option('--reason <text>', 'why; needed to do again a POST that succeeded')
    .option(...WAIT_OPTION)
    .option(...JSON_OPTION)
    .action((run: string, options: RetriggerOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { reason = null, sameKey } = options;
        const input = await editedInput(client, run, options.input);
        const idempotencyKey = sameKey === true ? 'same' : 'new';
        const request = { commandId: randomUUID(), run, input, idempotencyKey, reason } as const;
        await reportRun(client, host, options, await client.runs.retrigger(request));
      }),
    );
}

/** The contract takes an input as a whole: the edited fields are laid over the original's here. */
async function editedInput(
  client: InstanceClient,
  id: string,
  edited: Input | undefined,
): Promise<Input | null> {
  if (edited === undefined) return null;
  const { run } = await client.runs.get({ run: id });
  return { ...run.input, ...edited };
}
