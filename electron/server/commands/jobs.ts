import type { Command } from 'commander';
import { CSV_OF_JOBS } from '#shared/contract/list-columns.ts';
import { formatJobs } from '#server/format-jobs.ts';
import type { CsvOption } from '#server/print-answer.ts';
import { CSV_OPTION, JSON_OPTION, printList } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';

export function addJobsCommand(program: Command, host: ProgramHost): void {
  program
    .command('jobs')
    .description('list the jobs, with what they do and when they fire next')
    .option(...JSON_OPTION)
    .option(...CSV_OPTION)
    .action((options: CsvOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { jobs } = await client.jobs.list();
        const list = { rows: jobs, form: CSV_OF_JOBS };
        printList(host, options, list, () => formatJobs(jobs, host.terminal));
      }),
    );
}
