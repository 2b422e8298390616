import type { Command } from 'commander';
import type { Occurrence } from '#shared/contract/job-schema.ts';
import { formatSkipReason, formatTriggerKey } from '#server/format-occurrence.ts';
import { formatMoment } from '#server/format-time.ts';
import { parseCount } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

interface OccurrencesOptions extends JsonOption {
  readonly limit: number;
}

export function addOccurrencesCommand(program: Command, host: ProgramHost): void {
  program
    .command('occurrences')
    .description("show what became of the instants of a job's triggers, the newest first")
    .argument('<job>', 'the name of the job')
    .option('--limit <count>', 'at most this many', parseCount(1, 1_000), 50)
    .option(...JSON_OPTION)
    .action((job: string, options: OccurrencesOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { occurrences } = await client.jobs.occurrences({ job, limit: options.limit });
        printAnswer(host, options, occurrences, () =>
          formatOccurrences(occurrences, host.terminal),
        );
      }),
    );
}

function formatOccurrences(occurrences: readonly Occurrence[], terminal: Terminal): string {
  if (occurrences.length === 0) return 'None of its triggers has had an instant yet.';
  const rows = occurrences.map((occurrence) => [
    formatTriggerKey(occurrence.trigger),
    whenOf(occurrence, terminal),
    occurrence.disposition,
    occurrence.run ?? '–',
    occurrence.reason === null ? '' : formatSkipReason(occurrence.reason),
  ]);
  return formatTable(['TRIGGER', 'WHEN', 'DISPOSITION', 'RUN', 'REASON'], rows, terminal, {
    spare: ['TRIGGER', 'REASON'],
  });
}

/** A long gap of instants is one row. */
function whenOf({ nominalAt, throughAt, count }: Occurrence, terminal: Terminal): string {
  if (count === 1) return formatMoment(nominalAt, terminal);
  return `${count} from ${formatMoment(nominalAt, terminal)} to ${formatMoment(throughAt, terminal)}`;
}
