import type { Command } from 'commander';
import { parseCount } from '#server/parse-argument.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';
import { followLog, writeLog } from '#server/write-log.ts';

interface LogOptions {
  readonly attempt?: number;
  readonly follow?: true;
}

export function addLogCommand(program: Command, host: ProgramHost): void {
  program
    .command('log')
    .description("write an attempt's output, as it is")
    .argument('<run>', 'the id of the run')
    .option('--attempt <number>', 'which attempt (default: the newest)', parseCount(1, 1_000_000))
    .option('--follow', 'go on until the run has ended, over all its attempts')
    .action((run: string, options: LogOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const request = { run, attempt: options.attempt ?? null };
        const write = options.follow === true ? followLog : writeLog;
        await write(client, request, host.terminal);
      }),
    );
}
