import type { Command } from 'commander';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';

export function addCheckCommand(program: Command, host: ProgramHost): void {
  program
    .command('check')
    .description('test a job file; needs no engine, and changes nothing')
    .argument('<file>', 'the job file, YAML or JSON')
    .option(...JSON_OPTION)
    .action(async (path: string, options: JsonOption) => {
      const { hintsOf, readCheckedFile, warningsOf } = await import('#server/apply-job-file.ts');
      const { findAllProblems } = await import('#server/job-file/find-all-problems.ts');
      const file = readCheckedFile(path, findAllProblems);
      for (const warning of warningsOf(file, [])) {
        host.terminal.notice(`nightdesk: warning: ${warning}`);
      }
      for (const hint of hintsOf(file)) host.terminal.notice(`nightdesk: note: ${hint}`);
      const count = file.definitions.length;
      printAnswer(host, options, { jobs: count }, () =>
        count === 1 ? `${path}: 1 job, nothing wrong` : `${path}: ${count} jobs, nothing wrong`,
      );
    });
}
