import type { Command } from 'commander';
import { formatChain } from '#server/format-chain.ts';
import { formatDeeds } from '#server/format-deeds.ts';
import { formatOutput } from '#server/format-output.ts';
import { formatRun } from '#server/format-run.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';

export function addShowCommand(program: Command, host: ProgramHost): void {
  program
    .command('show')
    .description('show everything about one run')
    .argument('<run>', 'the id of the run')
    .option(...JSON_OPTION)
    .action((id: string, options: JsonOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { run } = await client.runs.get({ run: id });
        const output = await client.runs.output({ run: id });
        const chain = await client.runs.chain({ run: id });
        const { events } = await client.runs.history({ run: id });
        printAnswer(host, options, run, () => {
          const parts = [
            formatRun(run, host.terminal),
            formatOutput(output),
            formatChain(chain),
            formatDeeds(events, host.terminal),
          ];
          return parts.filter((part) => part !== '').join('\n\n');
        });
      }),
    );
}
