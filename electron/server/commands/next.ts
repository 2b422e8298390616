import type { Command } from 'commander';
import { Option } from 'commander';
import { parseCronExpression } from '#shared/domain/cron-expression.ts';
import { formatLocalTimeWithOffset, resolveLocalTime } from '#shared/domain/local-time.ts';
import { nextFireTimes } from '#shared/domain/next-fire-times.ts';
import type { CronSchedule, FoldRule, GapRule } from '#shared/domain/trigger.ts';
import { FOLD_RULES, GAP_RULES } from '#shared/domain/trigger.ts';
import { assertTimeZone } from '#shared/domain/zone-offset.ts';
import { parseCount } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

interface NextOptions extends JsonOption {
  readonly zone?: string;
  readonly from?: string;
  readonly count: number;
  readonly gap: GapRule;
  readonly fold: FoldRule;
}

/** `next` needs no engine: it asks the very code that engines plan by. */
export function addNextCommand(program: Command, host: ProgramHost): void {
  const rule = (flag: string, text: string, choices: readonly string[]) =>
    new Option(flag, text).choices(choices).default(choices[0]);
  program
    .command('next')
    .description('list the next times at which a cron expression fires')
    .argument('<expression>', 'five fields, or six with seconds first')
    .option('--zone <zone>', "IANA time zone (default: this machine's)")
    .option('--from <instant>', 'after when, like 2027-03-28T00:00Z or a local time (default: now)')
    .option('--count <number>', 'how many', parseCount(1, 10_000), 5)
    .addOption(
      rule(
        '--gap <rule>',
        'what becomes of local times that a change of the clock skips',
        GAP_RULES,
      ),
    )
    .addOption(rule('--fold <rule>', 'which one of local times that happen twice', FOLD_RULES))
    .option(...JSON_OPTION)
    .action((text: string, options: NextOptions) => {
      const { terminal } = host;
      const { zone = terminal.zone, from, count, gap, fold } = options;
      assertTimeZone(zone);
      const { text: expression, matchesEitherDayField } = parseCronExpression(text);
      const schedule: CronSchedule = { kind: 'cron', expression, zone, gap, fold };
      const fromAt = from === undefined ? terminal.now() : resolveLocalTime({ local: from, zone });
      const times = nextFireTimes(schedule, fromAt, count, fromAt);
      printAnswer(host, options, times.map(toUtcText), () => {
        const table = formatFireTimes(times, zone, terminal);
        return matchesEitherDayField ? `${table}\n\n${EITHER_DAY}` : table;
      });
    });
}

const EITHER_DAY =
  'Both day fields are set: a day matches when either of them does, as in every classic cron.';

/** `2027-03-28T01:00:00Z`: schedules know no milliseconds. */
function toUtcText(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function formatFireTimes(times: readonly number[], zone: string, terminal: Terminal): string {
  const weekdays = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' });
  const rows = times.map((at) => [
    weekdays.format(at),
    formatLocalTimeWithOffset(at, zone).replace('T', ' '),
    toUtcText(at),
  ]);
  return formatTable(['DAY', zone, 'UTC'], rows, terminal);
}
