import type { Database } from 'better-sqlite3';
import type { RunKey } from '#engine/core/live-run.ts';
import type { Pin } from '#engine/core/pin.ts';
import { KEY } from '#engine/store/key-parameter.ts';

export function createPinReader(database: Database): (runKey: RunKey) => Pin | null {
  const select = database.prepare<[RunKey], Pin>(
    `SELECT pinned_at AS at, pinned_by AS by, reason FROM pin WHERE run_id = ${KEY}`,
  );
  return (runKey) => select.get(runKey) ?? null;
}
