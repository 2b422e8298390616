import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { RunDeed } from '#shared/domain/bulk.ts';
import type { BulkOptions } from '#server/bulk-options.ts';
import { toProcedure, withBulkOptions } from '#server/bulk-options.ts';
import {
  formatBulk,
  formatBulkItems,
  formatBulkPreview,
  formatBulks,
} from '#server/format-bulk.ts';
import { parseCount } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { FILTER_HELP, readFilter } from '#server/read-filter.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import { reportBulk } from '#server/report-bulk.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface DeedOptions extends BulkOptions {
  readonly sameKey?: true;
  readonly asItRan?: true;
  readonly as?: 'succeeded' | 'failed' | 'ready';
}

const ACTIONS = {
  retry: 'give each one more attempt',
  retrigger: 'make a new run of each',
  cancel: 'end each',
  hold: 'keep each from starting',
  release: 'let each held one go on',
  resolve: 'say what became of each whose outcome is unknown',
} as const;

/** `bulk`: one thing done to all runs that a filter means. */
export function addBulkCommand(program: Command, host: ProgramHost): void {
  const bulk = program.command('bulk').description('do one thing to many runs: see `bulk --help`');
  for (const [action, description] of Object.entries(ACTIONS)) {
    const command = withBulkOptions(bulk.command(action).description(description))
      .argument('<filter...>', 'which runs, as for `runs`')
      .addHelpText('after', FILTER_HELP);
    addDeedOptions(command, action).action((typed: string[], options: DeedOptions, self: Command) =>
      create(host, self, typed, toDeed(action as keyof typeof ACTIONS, options), options),
    );
  }
  addLooks(bulk, host);
  addEnds(bulk, host);
}

function addDeedOptions(command: Command, action: string): Command {
  if (action === 'retrigger') {
    command
      .option('--same-key', 'with the same idempotency keys: make sure that it happened, not again')
      .option('--as-it-ran', "by the job's definition as it was then, and not as it is now");
  }
  if (action === 'resolve') {
    const choice = new Option('--as <state>', 'what became of them');
    command.addOption(choice.choices(['succeeded', 'failed', 'ready']).makeOptionMandatory());
  }
  return command;
}

function toDeed(
  action: keyof typeof ACTIONS,
  { sameKey, asItRan, as = 'failed' }: DeedOptions,
): RunDeed {
  if (action === 'resolve') return { action, as };
  if (action !== 'retrigger') return { action };
  return {
    action,
    revision: asItRan === true ? 'as_it_ran' : 'current',
    idempotencyKey: sameKey === true ? 'same' : 'new',
  };
}

async function create(
  host: ProgramHost,
  command: Command,
  typed: readonly string[],
  deed: RunDeed,
  options: DeedOptions,
): Promise<void> {
  await runWithClient(host, command, async (client) => {
    const request = { ...toProcedure(options), deed, filter: readFilter(typed) };
    reportBulk(host, options, await client.bulks.create(request), {
      toText: (preview) => formatBulkPreview(preview, deed.action),
      countOf: ({ count }) => count,
    });
  });
}

function addLooks(bulk: Command, host: ProgramHost): void {
  bulk
    .command('list')
    .description('list what was done to many at once, the newest first')
    .option('--limit <count>', 'at most this many', parseCount(1, 1_000), 20)
    .option(...JSON_OPTION)
    .action((options: JsonOption & { limit: number }, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { bulks } = await client.bulks.list({ limit: options.limit });
        printAnswer(host, options, bulks, () => formatBulks(bulks, host.terminal));
      }),
    );
  bulk
    .command('show')
    .description('show what became of each')
    .argument('<bulk>', 'the id of the bulk')
    .option('--limit <count>', 'at most this many items', parseCount(1, 1_000), 100)
    .option(...JSON_OPTION)
    .action((id: string, options: JsonOption & { limit: number }, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { bulk: found, refusals } = await client.bulks.get({ bulk: id });
        const { items } = await client.bulks.items({ bulk: id, limit: options.limit });
        printAnswer(host, options, { ...found, refusals, items }, () =>
          [formatBulk(found, refusals, host.terminal), formatBulkItems(items, host.terminal)].join(
            '\n\n',
          ),
        );
      }),
    );
}

function addEnds(bulk: Command, host: ProgramHost): void {
  const ends = { undo: 'take it back before it starts', stop: 'do nothing more of it' } as const;
  for (const [name, description] of Object.entries(ends)) {
    bulk
      .command(name)
      .description(description)
      .argument('<bulk>', 'the id of the bulk')
      .option(...REASON_OPTION)
      .option(...JSON_OPTION)
      .action((id: string, options: JsonOption & ReasonOption, command: Command) =>
        runWithClient(host, command, async (client) => {
          const request = { commandId: randomUUID(), bulk: id, reason: options.reason ?? null };
          const { bulk: ended } = await client.bulks[name as keyof typeof ends](request);
          printAnswer(host, options, ended, () => formatBulk(ended, [], host.terminal));
        }),
      );
  }
}
