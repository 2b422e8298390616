import type { BulkDeed, BulkState } from '#shared/domain/bulk.ts';
import type { RunFilter } from '#shared/domain/run-filter.ts';
import type { BulkRecord } from '#engine/core/bulk-record.ts';

export interface BulkRow {
  readonly id: number;
  readonly deed: string;
  readonly filter: string | null;
  readonly actor: string;
  readonly reason: string | null;
  readonly created_at: number;
  readonly starts_at: number;
  readonly spacing_ms: number;
  readonly item_count: number;
  readonly state: BulkState;
  readonly next_item: number;
  readonly next_at: number | null;
  readonly done_count: number;
  readonly refused_count: number;
  readonly ended_at: number | null;
  readonly ended_by: string | null;
}

export function toBulkRecord(row: BulkRow): BulkRecord {
  return {
    key: row.id,
    deed: JSON.parse(row.deed) as BulkDeed,
    filter: row.filter === null ? null : (JSON.parse(row.filter) as RunFilter),
    actor: { name: row.actor, reason: row.reason },
    createdAt: row.created_at,
    startsAt: row.starts_at,
    spacingMs: row.spacing_ms,
    itemCount: row.item_count,
    state: row.state,
    nextItem: row.next_item,
    nextAt: row.next_at,
    doneCount: row.done_count,
    refusedCount: row.refused_count,
  };
}
