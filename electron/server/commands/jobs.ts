import type { Command } from 'commander';
import { formatJobs } from '#server/format-jobs.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';

export function addJobsCommand(program: Command, host: ProgramHost): void {
  program
    .command('jobs')
    .description('list the jobs, with what they do and when they fire next')
    .option(...JSON_OPTION)
    .action((options: JsonOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { jobs } = await client.jobs.list();
        printAnswer(host, options, jobs, () => formatJobs(jobs, host.terminal));
      }),
    );
}
