import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { formatInstant } from '#server/format-time.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import { runWithClient } from '#server/run-with-client.ts';

/** `pause` and `resume`, which take back each other. */
export function addPauseCommands(program: Command, host: ProgramHost): void {
  addCommand(program, host, 'pause', 'let nothing of a job start until it is resumed');
  addCommand(program, host, 'resume', 'let a paused job, and its paused triggers, go on');
}

function addCommand(
  program: Command,
  host: ProgramHost,
  name: 'pause' | 'resume',
  description: string,
): void {
  program
    .command(name)
    .description(description)
    .argument('<job>', 'the name of the job')
    .option(...REASON_OPTION)
    .option(...JSON_OPTION)
    .action((job: string, options: JsonOption & ReasonOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { reason = null } = options;
        const answer = await client.jobs[name]({ commandId: randomUUID(), job, reason });
        printAnswer(host, options, answer.job, () =>
          answer.job.paused === null
            ? `${job} goes on; next ${formatInstant(answer.job.nextAt, host.terminal)}`
            : `${job} is paused`,
        );
      }),
    );
}
