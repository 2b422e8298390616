import type { Bulk } from '#shared/contract/bulk-schema.ts';
import { formatBulk } from '#server/format-bulk.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';

interface BulkAnswer<Preview> {
  readonly bulk: Bulk | null;
  readonly preview: Preview | null;
}

/** Tells what was begun and how it is taken back, or what would be done and how it is. */
export function reportBulk<Preview>(
  host: ProgramHost,
  options: JsonOption,
  { bulk, preview }: BulkAnswer<Preview>,
  look: {
    readonly toText: (preview: Preview) => string;
    readonly countOf: (preview: Preview) => number;
  },
): void {
  printAnswer(host, options, bulk ?? preview, () => {
    if (bulk !== null) return begunText(bulk, host);
    if (preview === null) return 'There is nothing to do.';
    const hint = `Nothing was done: add --yes --expect ${look.countOf(preview)} to do it.`;
    return `${look.toText(preview)}\n${hint}`;
  });
}

function begunText(bulk: Bulk, { terminal }: ProgramHost): string {
  const text = formatBulk(bulk, [], terminal);
  if (bulk.state !== 'waiting') return text;
  return `${text}\nnightdesk bulk undo ${bulk.id} takes it back until then`;
}
