import type { Command } from 'commander';
import type { RunOutput } from '#shared/contract/run-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';

export function addOutputCommand(program: Command, host: ProgramHost): void {
  program
    .command('output')
    .description('print the JSON that a run hands on to those after it')
    .argument('<run>', 'the id of the run')
    .option(...JSON_OPTION)
    .action((id: string, options: JsonOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const handedOn = await client.runs.output({ run: id });
        const output = presentOutput(id, handedOn);
        printAnswer(host, options, output, () => JSON.stringify(output, null, 2));
      }),
    );
}

function presentOutput(id: string, { attempt, output, fault }: RunOutput) {
  if (output !== null) return output;
  if (attempt === null) {
    throw new Refusal('not_found', `run ${id} has no output: no attempt has been made yet`);
  }
  const why = fault ?? 'what it said last is no JSON object';
  throw new Refusal('not_found', `run ${id} has no output: ${why}; see \`nightdesk log ${id}\``);
}
