import type { Command } from 'commander';
import { formatCapacity } from '#server/format-capacity.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';

export function addCapacityCommand(program: Command, host: ProgramHost): void {
  program
    .command('capacity')
    .description('show what has workers and concurrency keys, and what waits for them')
    .option(...JSON_OPTION)
    .action((options: JsonOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const capacity = await client.capacity.read();
        printAnswer(host, options, capacity, () => formatCapacity(capacity, host.terminal));
      }),
    );
}
