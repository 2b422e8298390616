import type { Command } from 'commander';
import { Option } from 'commander';
import { CSV_OF_RUNS } from '#shared/contract/list-columns.ts';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import { readRunPages } from '#shared/contract/run-pages.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { writeList } from '#shared/contract/write-list.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { formatRuns } from '#server/format-runs.ts';
import { parseCount } from '#server/parse-argument.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { CsvOption } from '#server/print-answer.ts';
import { CSV_OPTION, JSON_OPTION, listFormatOf, printList } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { FILTER_HELP, readFilter } from '#server/read-filter.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface RunsOptions extends CsvOption {
  readonly all?: true;
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
    .option('--all', 'all of them, however many there are')
    .option(...JSON_OPTION)
    .option(...CSV_OPTION)
    .addHelpText('after', FILTER_HELP)
    .action((typed: string[], { json, csv, all, limit, ...more }: RunsOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const form = { ...(json && { json }), ...(csv && { csv }) };
        const filter = { ...readFilter(typed), ...more };
        if (all === true) {
          await writeAll(client, filter, form, host);
          return;
        }
        const { runs } = await client.runs.list({ ...filter, limit });
        const list = { rows: runs, form: CSV_OF_RUNS };
        printList(host, form, list, () => formatRuns(runs, host.terminal));
      }),
    );
}

/** Page by page as CSV or JSON; a table needs to know all of its rows. */
async function writeAll(
  client: InstanceClient,
  filter: RunFilter,
  form: CsvOption,
  host: ProgramHost,
): Promise<void> {
  const pages = () => readRunPages(client.runs.list, filter);
  if (form.csv === true || form.json === true) {
    const format = listFormatOf(form);
    for await (const { text } of writeList({ csv: CSV_OF_RUNS, pages }, format)) {
      await host.terminal.write(text);
    }
    return;
  }
  const runs: Run[] = [];
  for await (const page of pages()) runs.push(...page);
  host.terminal.print(formatRuns(runs, host.terminal));
}
