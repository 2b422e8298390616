import type { Command } from 'commander';
import type { AppliedJob } from '#server/apply-job-file.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import { printable } from '#server/printable.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface ApplyFileOptions extends JsonOption, ReasonOption {
  readonly dryRun?: true;
}

export function addApplyCommand(program: Command, host: ProgramHost): void {
  program
    .command('apply')
    .description('create and change jobs from a job file, all of them or none')
    .argument('<file>', 'the job file, YAML or JSON')
    .option('--dry-run', 'only tell what would change')
    .option(...REASON_OPTION)
    .option(...JSON_OPTION)
    .action(async (path: string, options: ApplyFileOptions, command: Command) => {
      const { applyJobFile, readCheckedFile, warningsOf } =
        await import('#server/apply-job-file.ts');
      const file = readCheckedFile(path);
      await runWithClient(host, command, async (client) => {
        const { reason = null, dryRun: isDryRun = false } = options;
        const results = await applyJobFile(client, file, { reason, isDryRun });
        for (const warning of warningsOf(file, results)) {
          host.terminal.notice(`nightdesk: warning: ${warning}`);
        }
        printAnswer(host, options, results, () => results.map(formatResult).join('\n'));
      });
    });
}

/** A job on one line, and below it what is different from before. */
function formatResult({ job, verdict, revision, differences }: AppliedJob): string {
  const lines = differences.map((difference) => `    ${printable(difference)}`);
  return [`${verdict.padEnd('unchanged'.length)}  ${job}, revision ${revision}`, ...lines].join(
    '\n',
  );
}
