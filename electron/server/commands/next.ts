import type { Command } from 'commander';
import { Option } from 'commander';
import { parseCronExpression } from '#shared/domain/cron-expression.ts';
import type { ExcludedFires } from '#shared/domain/excluded-fire-times.ts';
import { excludedFireTimes } from '#shared/domain/excluded-fire-times.ts';
import type { Exclusion } from '#shared/domain/exclusion.ts';
import {
  formatLocalTime,
  formatLocalTimeWithOffset,
  resolveLocalTime,
} from '#shared/domain/local-time.ts';
import { nextFireTimes } from '#shared/domain/next-fire-times.ts';
import { parseExclusion } from '#shared/domain/parse-exclusion.ts';
import { Refusal } from '#shared/domain/refusal.ts';
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
  readonly exclude: readonly string[];
}

/** Of what is left out, and told below the table. */
const SHOWN_EXCLUDED = 10;

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
    .option(
      '--exclude <time>',
      'leave out days or hours, like sat-sun or 2026-12-24..2027-01-06; may be repeated',
      (text: string, before: readonly string[]) => [...before, text],
      [] as readonly string[],
    )
    .option(...JSON_OPTION)
    .action((text: string, options: NextOptions) => {
      const { terminal } = host;
      const { zone = terminal.zone, from, count, gap, fold } = options;
      const exclude = options.exclude.map(toExclusion);
      assertTimeZone(zone);
      const { text: expression, matchesEitherDayField } = parseCronExpression(text);
      const schedule: CronSchedule = {
        ...{ kind: 'cron', expression, zone, gap, fold },
        ...(exclude.length > 0 && { bounds: { zone, from: null, until: null, exclude } }),
      };
      const fromAt = from === undefined ? terminal.now() : resolveLocalTime({ local: from, zone });
      const times = nextFireTimes(schedule, fromAt, count, fromAt);
      if (times.length === 0 && exclude.length > 0) throw refuseAll(options.exclude);
      printAnswer(host, options, times.map(toUtcText), () =>
        [
          formatFireTimes(times, zone, terminal),
          formatExcluded(
            excludedFireTimes(schedule, fromAt, times.at(-1) ?? fromAt, SHOWN_EXCLUDED, fromAt),
            zone,
          ),
          matchesEitherDayField ? EITHER_DAY : '',
        ]
          .filter((part) => part !== '')
          .join('\n\n'),
      );
    });
}

function toExclusion(text: string): Exclusion {
  const parsed = parseExclusion(text, null);
  if ('exclusion' in parsed) return parsed.exclusion;
  throw new Refusal('invalid_input', `--exclude ${JSON.stringify(text)} ${parsed.fault}`);
}

function refuseAll(texts: readonly string[]): Refusal {
  const sentence = `nothing is left: every time it would fire at falls into ${texts.join(', ')}`;
  return new Refusal('invalid_input', sentence);
}

function formatExcluded(excluded: readonly ExcludedFires[], zone: string): string {
  return excluded
    .map(({ at, throughAt, because }) => {
      const from = formatLocalTime(at, zone).replace('T', ' ');
      const through =
        throughAt === at ? '' : ` to ${formatLocalTime(throughAt, zone).replace('T', ' ')}`;
      return `Excluded: ${from}${through} (${because})`;
    })
    .join('\n');
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
