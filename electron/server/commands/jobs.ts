import type { Command } from 'commander';
import type { Job } from '#shared/contract/job-schema.ts';
import { formatInstant } from '#server/format-time.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

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

/** Jobs as a table, or a sentence on how to get one. */
export function formatJobs(jobs: readonly Job[], terminal: Terminal): string {
  if (jobs.length === 0) return 'There are no jobs yet: create some with `nightdesk apply FILE`.';
  const rows = jobs.map((job) => [
    job.name,
    job.method,
    job.target,
    job.triggers.map(({ schedule }) => schedule).join(', ') || 'by hand',
    job.paused === null ? formatInstant(job.nextAt, terminal) : 'paused',
    job.lastRun === null ? '–' : `${job.lastRun.state} ${formatInstant(job.lastRun.at, terminal)}`,
  ]);
  return formatTable(['JOB', 'METHOD', 'TARGET', 'FIRES', 'NEXT', 'LAST RUN'], rows, terminal);
}
