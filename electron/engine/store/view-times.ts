import type { Database } from 'better-sqlite3';
import type { MovedInstant, TimeJumpView } from '#shared/contract/activity-schema.ts';
import type { ActivityViews } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** When the machine slept or its clock was set, and what new time-zone data moved. */
export function createTimeViews(
  database: Database,
): Pick<ActivityViews, 'listTimeJumps' | 'listMoved'> {
  // In the order of their happening, which after a clock was set back is not that of their instants.
  const jumps = database.prepare<[number, number], TimeJumpView>(
    `SELECT seen_at AS seenAt, cause, from_at AS fromAt, to_at AS toAt
     FROM time_jump WHERE seen_at >= ${KEY} ORDER BY id DESC LIMIT ?`,
  );
  const moved = database.prepare<[number, number], MovedInstant>(
    `SELECT moved_at AS movedAt, job.name AS job, trigger.key AS trigger, from_at AS fromAt,
       to_at AS toAt, zone_data AS zoneData
     FROM moved_instant CROSS JOIN trigger ON trigger.id = trigger_id
       CROSS JOIN job ON job.id = trigger.job_id
     WHERE moved_at >= ${KEY} ORDER BY moved_instant.id DESC LIMIT ?`,
  );
  return {
    listTimeJumps: (since, limit) => jumps.all(since, limit),
    listMoved: (since, limit) => moved.all(since, limit),
  };
}
