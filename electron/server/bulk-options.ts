import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { parseDuration } from '#shared/lib/duration.ts';
import { parseCount } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION } from '#server/print-answer.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';

export interface BulkOptions extends JsonOption, ReasonOption {
  readonly yes?: true;
  readonly expect?: number;
  readonly spacing?: number;
  readonly undo?: number;
}

/** How a command goes about doing something to many: nothing is done without `--yes`. */
export function withBulkOptions(command: Command): Command {
  return command
    .option('--yes', 'do it; without this it is only told what would be done')
    .option(
      '--expect <count>',
      'refuse if it would not be exactly this many',
      parseCount(0, 10_000),
    )
    .option(
      '--spacing <duration>',
      'from one to the next (default: 200ms for what starts runs)',
      readDuration,
    )
    .option(
      '--undo <duration>',
      'how long it can be taken back before it starts (default: 8s)',
      readDuration,
    )
    .option(...REASON_OPTION)
    .option(...JSON_OPTION);
}

/** The same for the contract. */
export function toProcedure({ yes, expect, spacing, undo, reason }: BulkOptions) {
  return {
    commandId: randomUUID(),
    ...(expect !== undefined && { expectedCount: expect }),
    spacingMs: spacing ?? null,
    ...(undo !== undefined && { undoMs: undo }),
    isDryRun: yes !== true,
    reason: reason ?? null,
  };
}

function readDuration(text: string): number {
  const ms = parseDuration(text);
  if (ms === null)
    throw new InvalidArgumentError('It must be a duration, such as 0s, 500ms or 1m.');
  return ms;
}
