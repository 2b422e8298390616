import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Run } from '#shared/contract/run-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { resolveLocalTime } from '#shared/domain/local-time.ts';
import { parseInput } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import type { WaitOption } from '#server/report-run.ts';
import { reportRun, WAIT_OPTION } from '#server/report-run.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface RunOptions extends JsonOption, ReasonOption, WaitOption {
  readonly input: Run['input'];
  readonly at?: string;
  readonly zone?: string;
}

export function addRunCommand(program: Command, host: ProgramHost): void {
  program
    .command('run')
    .description('trigger a job by hand, now or later')
    .argument('<job>', 'the name of the job')
    .option(
      '--input <json>',
      "fields laid over the job's own input; @file or - reads them",
      parseInput,
      {},
    )
    .option('--at <local time>', 'not now but then, like 2027-03-28T02:30')
    .option('--zone <zone>', "IANA time zone of --at (default: this machine's)")
    .option(...REASON_OPTION)
    .option(...WAIT_OPTION)
    .option(...JSON_OPTION)
    .action((job: string, options: RunOptions, command: Command) => {
      const { input, reason = null } = options;
      const at = instantOf(options, host);
      return runWithClient(host, command, async (client) => {
        const request = { commandId: randomUUID(), job, input, at, reason };
        await reportRun(client, host, options, await client.runs.trigger(request));
      });
    });
}

/** The instant that `--at` means, or `null` for now. */
function instantOf({ at, zone }: RunOptions, { terminal }: ProgramHost): number | null {
  if (at !== undefined) return futureInstant(at, zone ?? terminal.zone, terminal.now());
  if (zone === undefined) return null;
  throw new Refusal(
    'invalid_input',
    '--zone says by whose clock --at is meant, and there is no --at: add it, or leave --zone away',
  );
}

function futureInstant(local: string, zone: string, now: number): number {
  const at = resolveLocalTime({ local, zone });
  if (at > now) return at;
  throw new Refusal(
    'invalid_input',
    `${local} has passed in ${zone}: leave --at away to run it now`,
  );
}
