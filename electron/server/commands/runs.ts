import type { Command } from 'commander';
import { Option } from 'commander';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { formatRuns } from '#server/format-runs.ts';
import { parseCount } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { FILTER_HELP, readFilter } from '#server/read-filter.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface RunsOptions extends JsonOption {
  readonly state?: RunState[];
  readonly job?: string;
  readonly limit: number;
}

export function addRunsCommand(program: Command, host: ProgramHost): void {
  program
    .command('runs')
    .description('list runs, the newest first')
    .argument(
      '[filter...]',
      'only runs that this means, such as state:failed job:mail* since:12h ada',
    )
    .addOption(
      new Option('--state <state...>', 'only runs in one of these states').choices(RUN_STATES),
    )
    .option('--job <job>', 'only runs of this job')
    .option('--limit <count>', 'at most this many', parseCount(1, 1_000), 50)
    .option(...JSON_OPTION)
    .addHelpText('after', FILTER_HELP)
    .action((typed: string[], { json, ...options }: RunsOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { runs } = await client.runs.list({ ...readFilter(typed), ...options });
        printAnswer(host, { ...(json && { json }) }, runs, () => formatRuns(runs, host.terminal));
      }),
    );
}
