import type {
  BackfillPreview,
  Bulk,
  BulkItem,
  BulkPreview,
  RefusalGroup,
} from '#shared/contract/bulk-schema.ts';
import type { BulkDeed } from '#shared/domain/bulk.ts';
import { formatDuration } from '#shared/lib/duration.ts';
import { formatAge, formatInstant } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

/** What a bulk would do, for whoever decides whether it should. */
export function formatBulkPreview(preview: BulkPreview, action: string): string {
  const { count, acceptedCount, byState, byMethod, byJob, refusals, examples } = preview;
  return [
    `${countOf(count, 'run')}: ${listed(byState)} · ${listed(byMethod)}`,
    `jobs: ${byJob.map(({ job, count: of }) => `${job} ${of}`).join(', ')}`,
    ...refusals.map(formatRefusal),
    `${action} would be done to ${acceptedCount} of them${spaced(preview.spacingMs, acceptedCount)}`,
    ...examples.map(({ run, requestLine }) => `  ${run}  ${requestLine}`),
  ].join('\n');
}

/** What a backfill would do. */
export function formatBackfillPreview(preview: BackfillPreview, terminal: Terminal): string {
  const { job, trigger, count, acceptedCount, firstAt, lastAt, ranCount } = preview;
  return [
    `${countOf(count, 'instant')} of ${job} (${trigger})`,
    `first    ${formatInstant(firstAt, terminal)}`,
    `last     ${formatInstant(lastAt, terminal)}`,
    `ran      ${ranCount} of them have a run already`,
    `request  ${preview.requestLine}`,
    `effect   ${preview.effect}`,
    `${countOf(acceptedCount, 'run')} would be made${spaced(preview.spacingMs, acceptedCount)}`,
  ].join('\n');
}

/** A bulk with what has become of it so far. */
export function formatBulk(
  bulk: Bulk,
  refusals: readonly RefusalGroup[],
  terminal: Terminal,
): string {
  const { id, state, itemCount, doneCount, refusedCount, actor, reason } = bulk;
  const by = reason === null ? actor : `${actor}, “${reason}”`;
  const lines = [
    `bulk     ${id}`,
    `deed     ${describeDeed(bulk.deed)}`,
    `state    ${state}${bulk.endedBy === null ? '' : ` by ${bulk.endedBy}`}`,
    `items    ${itemCount}: ${doneCount} done, ${refusedCount} refused, ${itemCount - doneCount - refusedCount} ${bulk.endedAt === null ? 'to come' : 'left'}`,
    `created  ${formatInstant(bulk.createdAt, terminal)} by ${by}`,
  ];
  if (state === 'waiting') lines.push(`starts   ${formatInstant(bulk.startsAt, terminal)}`);
  return [...lines, ...refusals.map(formatRefusal)].join('\n');
}

export function formatBulks(bulks: readonly Bulk[], terminal: Terminal): string {
  if (bulks.length === 0) return 'Nothing has been done to many at once yet.';
  const rows = bulks.map((bulk) => [
    ...[bulk.id, describeDeed(bulk.deed), bulk.state],
    `${bulk.doneCount}/${bulk.itemCount}`,
    ...[String(bulk.refusedCount), formatAge(bulk.createdAt, terminal), bulk.actor],
    bulk.reason ?? '',
  ]);
  const titles = ['BULK', 'DEED', 'STATE', 'DONE', 'REFUSED', 'CREATED', 'BY', 'REASON'];
  return formatTable(titles, rows, terminal, { spare: ['DEED', 'REASON'] });
}

/** What became of each. */
export function formatBulkItems(items: readonly BulkItem[], terminal: Terminal): string {
  const rows = items.map(({ number, run, nominalAt, state, resultRun, ...item }) => [
    String(number),
    run ?? formatInstant(nominalAt, terminal),
    ...[state, resultRun ?? '–', item.message ?? item.requestLine ?? ''],
  ]);
  return formatTable(['NO', 'ITEM', 'STATE', 'RUN', 'WHAT'], rows, terminal, {
    spare: ['WHAT'],
  });
}

function describeDeed(deed: BulkDeed): string {
  switch (deed.action) {
    case 'resolve':
      return `resolve as ${deed.as}`;
    case 'backfill':
      return `backfill ${deed.job} (${deed.trigger})`;
    case 'retrigger':
      return deed.idempotencyKey === 'same' ? 'retrigger with the same key' : 'retrigger';
    default:
      return deed.action;
  }
}

function formatRefusal({ message, count, items }: RefusalGroup): string {
  const named = items.flatMap(({ run }) => (run === null ? [] : [run]));
  const which =
    named.length === 0 ? '' : ` (${named.join(', ')}${count > named.length ? ', …' : ''})`;
  return `${count} refused: ${message}${which}`;
}

function listed(counts: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count ?? 0} ${name}`)
    .join(', ');
}

function spaced(spacingMs: number, count: number): string {
  return spacingMs === 0 || count < 2 ? '' : `, one every ${formatDuration(spacingMs)}`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
