import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bulk, BulkItem, BulkPreview, BackfillPreview } from '#shared/contract/bulk-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { Desk } from '#test/support/desk.ts';
import { createDesk } from '#test/support/desk.ts';
import type { ServedEngine } from '#test/support/nightdesk-process.ts';

const JOBS = [
  { name: 'failing', method: 'POST', target: 'builtin:fail', retry: { maxAttempts: 1 } },
  { name: 'quick', method: 'POST', target: 'builtin:noop' },
  {
    ...{ name: 'hourly', method: 'GET', target: 'builtin:noop' },
    triggers: [{ cron: '0 * * * *', zone: 'UTC' }],
  },
];

/** Processes take their time to start on a busy machine. */
const PATIENCE = { timeout: 30_000 };

type ShownBulk = Bulk & { readonly items: readonly BulkItem[] };

let desk: Desk;
let engine: ServedEngine;

beforeAll(async () => {
  desk = createDesk();
  engine = await desk.serve(['--jobs', desk.writeJobs(...JOBS)]);
  for (const job of ['failing', 'failing', 'quick']) await desk.command('run', job, '--wait');
});

afterAll(async () => {
  await engine.stop();
  desk.remove();
});

const ended = (id: string) =>
  vi.waitFor(async () => {
    const bulk = await desk.json<ShownBulk>('bulk', 'show', id);
    expect(bulk.endedAt).not.toBeNull();
    return bulk;
  }, PATIENCE);

describe('many runs at the command line', () => {
  test('without --yes it is told what would be done, and nothing is', async () => {
    const { code, stdout } = await desk.command('bulk', 'retry', 'job:failing', 'state:failed');
    expect(code).toBe(0);
    expect(stdout).toContain('2 runs: 2 failed · 2 POST\njobs: failing 2\n');
    expect(stdout).toContain('retry would be done to 2 of them, one every 200ms\n');
    expect(stdout).toContain('Nothing was done: add --yes --expect 2 to do it.');
    expect(await desk.json<readonly Bulk[]>('bulk', 'list')).toEqual([]);
  });

  test('what is refused is told beforehand, with its reason', async () => {
    const preview = await desk.json<BulkPreview>('bulk', 'retry', 'job:quick');
    expect(preview).toMatchObject({ count: 1, acceptedCount: 0 });
    expect(preview.refusals[0]?.message).toMatch(/^the run succeeded/);
  });

  test('what was not seen is not done', async () => {
    const { code, stderr } = await desk.command(
      ...['bulk', 'retry', 'job:failing', '--yes', '--expect', '3'],
    );
    expect(code).toBe(2);
    expect(stderr).toContain('it would be 2 now and not 3, as you saw: look again');
  });

  test('each has its result, which is kept', async () => {
    const bulk = await desk.json<Bulk>(
      ...['bulk', 'retry', 'job:failing', '--yes', '--undo', '0s', '--spacing', '0s'],
    );
    const { items, state, doneCount } = await ended(bulk.id);
    expect({ state, doneCount }).toEqual({ state: 'finished', doneCount: 2 });
    expect(items.map((item) => item.state)).toEqual(['done', 'done']);
    const runs = await desk.json<readonly Run[]>('runs', 'job:failing');
    expect(runs.map(({ attemptCount }) => attemptCount)).toEqual([2, 2]);
  });

  test('it is taken back as long as it has not started', async () => {
    const bulk = await desk.json<Bulk>('bulk', 'retrigger', 'job:failing', '--yes', '--undo', '1h');
    const undone = await desk.json<Bulk>('bulk', 'undo', bulk.id, '--reason', 'the wrong ones');
    expect(undone).toMatchObject({ state: 'undone', doneCount: 0 });
    const { code, stderr } = await desk.command('bulk', 'undo', bulk.id);
    expect({ code, isTold: stderr.startsWith('nightdesk: ') }).toEqual({ code: 2, isTold: true });
  });

  test('an unknown field of the filter is refused', async () => {
    const { code, stderr } = await desk.command('bulk', 'cancel', 'stat:failed', '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('the filter is wrong');
  });
});

describe('a backfill at the command line', () => {
  const range = ['--from', '2026-11-01T00:00Z', '--to', '2026-11-01T03:00Z'];

  test('counts first, then makes a run for each instant, and none for those that have one', async () => {
    const preview = await desk.json<BackfillPreview>('backfill', 'hourly', ...range);
    expect(preview).toMatchObject({ count: 3, acceptedCount: 3, ranCount: 0 });
    const at = ['--yes', '--expect', '3', '--undo', '0s', '--spacing', '0s'];
    const { id } = await desk.json<Bulk>('backfill', 'hourly', ...range, ...at);
    expect((await ended(id)).doneCount).toBe(3);
    const runs = await desk.json<readonly Run[]>('runs', 'job:hourly', 'origin:backfill');
    expect(runs.map(({ nominalAt }) => new Date(nominalAt ?? 0).getUTCHours()).toSorted()).toEqual([
      0, 1, 2,
    ]);
    const { code, stderr } = await desk.command('backfill', 'hourly', ...range);
    expect(code).toBe(2);
    expect(stderr).toContain('every instant in this range has a run already');
  });

  test('a million instants are refused at once', async () => {
    const { code, stderr } = await desk.command(
      ...['backfill', 'hourly', '--from', '1970-01-02', '--to', '2026-11-01', '--yes'],
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/10,?000/);
  });
});
