import type { Capacity, KeyUse, RunNow, Waiters } from '#shared/contract/capacity-operations.ts';
import { formatSpan } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

/** What runs, what waits and the concurrency keys between them; what there is none of is left out. */
export function formatCapacity(capacity: Capacity, terminal: Terminal): string {
  const { workers, running, waiting, keys } = capacity;
  return [
    `${running.length} of ${workers} workers busy`,
    ...(running.length === 0 ? [] : [formatRunning(running, terminal)]),
    ...(waiting.length === 0 ? ['nothing waits'] : [formatWaiting(waiting, terminal)]),
    ...(keys.length === 0 ? [] : [formatKeys(keys, terminal)]),
  ].join('\n\n');
}

function formatRunning(running: readonly RunNow[], terminal: Terminal): string {
  const rows = running.map(({ run, job, since }) => [run, job, spanSince(since, terminal)]);
  return formatTable(['RUNS', 'JOB', 'FOR'], rows, terminal, { spare: ['JOB'] });
}

function formatWaiting(waiting: readonly Waiters[], terminal: Terminal): string {
  const rows = waiting.map(({ job, count, run, since, sentence }) => [
    job,
    String(count),
    run,
    spanSince(since, terminal),
    sentence ?? 'starts now',
  ]);
  const titles = ['WAITING', 'RUNS', 'NEXT', 'FOR', 'WHY'];
  return formatTable(titles, rows, terminal, { spare: ['WHY', 'WAITING'] });
}

function formatKeys(keys: readonly KeyUse[], terminal: Terminal): string {
  const rows = keys.map(({ key, limit, limitOf, holders, waiters, paused }) => [
    key,
    `${holders.length} of ${limit} (${limitOf})`,
    holders.map(({ run }) => run).join(', ') || '–',
    String(waiters.reduce((sum, { count }) => sum + count, 0)),
    paused === null ? '' : `paused by ${paused.by}`,
  ]);
  const titles = ['KEY', 'TAKEN', 'BY', 'WAITING', ''];
  return formatTable(titles, rows, terminal, { spare: ['KEY', 'BY'] });
}

function spanSince(since: number, terminal: Terminal): string {
  return formatSpan(Math.max(0, terminal.now() - since));
}
