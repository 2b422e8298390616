import type { Database } from 'better-sqlite3';
import type { TimeJumpView } from '#shared/contract/activity-schema.ts';
import type { ActivityViews } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** When the machine slept or its clock was set. */
export function createTimeJumpView(database: Database): Pick<ActivityViews, 'listTimeJumps'> {
  // In the order of their happening, which after a clock was set back is not that of their instants.
  const jumps = database.prepare<[number, number], TimeJumpView>(
    `SELECT seen_at AS seenAt, cause, from_at AS fromAt, to_at AS toAt
     FROM time_jump WHERE seen_at >= ${KEY} ORDER BY id DESC LIMIT ?`,
  );
  return { listTimeJumps: (since, limit) => jumps.all(since, limit) };
}
