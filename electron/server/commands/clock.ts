import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { parseDuration } from '#shared/lib/duration.ts';
import { formatTimes } from '#server/format-times.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface ClockOptions extends JsonOption {
  readonly since?: number;
}

const WEEK_MS = 7 * 86_400_000;
const SHOWN = 200;

export function addClockCommand(program: Command, host: ProgramHost): void {
  program
    .command('clock')
    .description('show when the machine slept or its clock was set, and what that moved')
    .option('--since <duration>', 'how far back, like 12h (default: 7d)', toDuration)
    .option(...JSON_OPTION)
    .action((options: ClockOptions, command: Command) =>
      runWithClient(host, command, async ({ activity }) => {
        const { since: sinceMs = WEEK_MS } = options;
        const query = { since: Math.max(0, host.terminal.now() - sinceMs), limit: SHOWN };
        const { jumps } = await activity.timeJumps(query);
        const { moved } = await activity.moved(query);
        printAnswer(host, options, { jumps, moved }, () =>
          formatTimes(jumps, moved, host.terminal),
        );
      }),
    );
}

function toDuration(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null && ms > 0) return ms;
  throw new InvalidArgumentError('It must be a duration such as 12h or 7d.');
}
