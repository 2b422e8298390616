import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { JobDefinition } from '#shared/domain/job.ts';
import { toRawJob } from '#shared/domain/raw-job.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';

export function addExportCommand(program: Command, host: ProgramHost): void {
  program
    .command('export')
    .description('print jobs as a job file, which `apply` takes')
    .argument('[job...]', 'only these (default: every job)')
    .option(...JSON_OPTION)
    .action((names: string[], { json }: JsonOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const jobs =
          names.length === 0
            ? (await client.jobs.list()).jobs
            : await Promise.all(names.map(async (job) => (await client.jobs.get({ job })).job));
        // The contract has definitions as JSON; they were checked when they were applied.
        const file = {
          jobs: jobs.map(({ definition }) => toRawJob(definition as unknown as JobDefinition)),
        };
        await host.terminal.write(json === true ? `${JSON.stringify(file)}\n` : stringify(file));
      }),
    );
}
