import type { Database } from 'better-sqlite3';
import type { Bulk, BulkItem } from '#shared/contract/bulk-schema.ts';
import type { BulkItemState } from '#shared/domain/bulk.ts';
import { isBulkOver } from '#shared/domain/bulk.ts';
import type { BulkKey } from '#engine/core/bulk-record.ts';
import { groupRefusals } from '#engine/core/group-refusals.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toBulkId, toRunId } from '#engine/core/run-identity.ts';
import type { BulkViews } from '#engine/core/view-reader.ts';
import type { BulkRow } from '#engine/store/bulk-row.ts';
import { toBulkRecord } from '#engine/store/bulk-row.ts';
import { KEY } from '#engine/store/key-parameter.ts';

interface ItemRow {
  readonly number: number;
  readonly runKey: number | null;
  readonly nominalAt: number | null;
  readonly state: 'waiting' | 'done' | 'refused';
  readonly resultRunKey: number | null;
  readonly message: string | null;
  readonly endedAt: number | null;
  readonly job: string | null;
  readonly requestLine: string | null;
}

// The run that came of it says what was asked; where there is none, the run that it was to be done to.
const ITEM = `SELECT item.number, item.run_id AS runKey, item.nominal_at AS nominalAt, item.state,
    item.result_run_id AS resultRunKey, item.message, item.ended_at AS endedAt,
    job.name AS job, run.request_line AS requestLine
  FROM bulk_item AS item
  LEFT JOIN run ON run.id = coalesce(item.result_run_id, item.run_id)
  LEFT JOIN job ON job.id = run.job_id`;

/** Bulks in the contract's form. */
export function createBulkViews(database: Database, identity: InstanceIdentity): BulkViews {
  const newest = database.prepare<[number], BulkRow>('SELECT * FROM bulk ORDER BY id DESC LIMIT ?');
  const byKey = database.prepare<[BulkKey], BulkRow>(`SELECT * FROM bulk WHERE id = ${KEY}`);
  const items = database.prepare<[BulkKey, number, string | null, number], ItemRow>(
    `${ITEM} WHERE item.bulk_id = ${KEY} AND item.number > ${KEY} AND item.state = coalesce(?, item.state)
     ORDER BY item.number LIMIT ?`,
  );
  const refused = database.prepare<[BulkKey], ItemRow>(
    `${ITEM} WHERE item.bulk_id = ${KEY} AND item.state = 'refused' ORDER BY item.number`,
  );
  const id = (key: number | null) => (key === null ? null : toRunId(identity, key));

  function toBulk(row: BulkRow): Bulk {
    const { key, deed, filter, actor, ...rest } = toBulkRecord(row);
    const { state, itemCount, doneCount, refusedCount, createdAt, startsAt } = rest;
    return {
      id: toBulkId(identity, key),
      deed,
      filter,
      ...{ state, itemCount, doneCount, refusedCount, createdAt, startsAt },
      nextAt: rest.nextAt,
      endedAt: row.ended_at,
      spacingMs: rest.spacingMs,
      actor: actor.name,
      reason: actor.reason,
      endedBy: row.ended_by,
    };
  }

  function toItem(row: ItemRow, isOver: boolean): BulkItem {
    const { number, nominalAt, message, endedAt, job, requestLine } = row;
    return {
      ...{ number, nominalAt, message, endedAt, job, requestLine },
      run: id(row.runKey),
      state: row.state === 'waiting' && isOver ? 'left' : row.state,
      resultRun: id(row.resultRunKey),
    };
  }

  return {
    listBulks: (limit) => newest.all(limit).map(toBulk),
    viewBulk(bulkKey) {
      const row = byKey.get(bulkKey);
      return row === undefined ? null : toBulk(row);
    },
    listBulkItems({ bulkKey, state, after, limit }) {
      const isOver = isBulkOver(byKey.get(bulkKey)?.state ?? 'finished');
      if (isNeverSo(state, isOver)) return [];
      const stored = state === 'left' ? 'waiting' : (state ?? null);
      return items.all(bulkKey, after, stored, limit).map((row) => toItem(row, isOver));
    },
    listRefusals: (bulkKey) =>
      groupRefusals(
        refused.all(bulkKey).map(({ message, runKey, nominalAt }) => ({
          message: message ?? '',
          item: { run: id(runKey), nominalAt },
        })),
      ),
  };
}

/** What is left of a bulk that is over is not waiting any more. */
function isNeverSo(state: BulkItemState | undefined, isOver: boolean): boolean {
  return (state === 'left' && !isOver) || (state === 'waiting' && isOver);
}
