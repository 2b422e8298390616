import type { Command } from 'commander';
import { resolveLocalTime } from '#shared/domain/local-time.ts';
import { parseIsoInstant } from '#shared/lib/iso-instant.ts';
import type { BulkOptions } from '#server/bulk-options.ts';
import { toProcedure, withBulkOptions } from '#server/bulk-options.ts';
import { formatBackfillPreview } from '#server/format-bulk.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { reportBulk } from '#server/report-bulk.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface BackfillOptions extends BulkOptions {
  readonly from: string;
  readonly to: string;
  readonly trigger?: string;
  readonly zone?: string;
  readonly repeat?: true;
}

export function addBackfillCommand(program: Command, host: ProgramHost): void {
  const command = program
    .command('backfill')
    .description('make a run for each instant of a trigger in a range of the past')
    .argument('<job>', 'the name of the job')
    .requiredOption(
      '--from <time>',
      'the first instant that is meant: local time, or with a zone as in 2026-11-24T08:00Z',
    )
    .requiredOption('--to <time>', 'the first that is not meant any more')
    .option('--zone <zone>', "IANA time zone of both (default: this machine's)")
    .option('--trigger <key>', 'which, where the job has several')
    .option('--repeat', 'also instants that have a run already');
  withBulkOptions(command).action((job: string, options: BackfillOptions, self: Command) =>
    runWithClient(host, self, async (client) => {
      const zone = options.zone ?? host.terminal.zone;
      const answer = await client.bulks.backfill({
        ...toProcedure(options),
        ...{ job, trigger: options.trigger ?? null },
        from: readInstant(options.from, zone),
        to: readInstant(options.to, zone),
        isRepeating: options.repeat === true,
      });
      reportBulk(host, options, answer, {
        toText: (preview) => formatBackfillPreview(preview, host.terminal),
        countOf: ({ acceptedCount }) => acceptedCount,
      });
    }),
  );
}

/** A date alone is the beginning of its day. */
function readInstant(text: string, zone: string): number {
  const local = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text;
  return parseIsoInstant(text) ?? resolveLocalTime({ local, zone });
}
