import type { Database } from 'better-sqlite3';
import type { DeskViews } from '#engine/core/view-reader.ts';

/** When each person last looked. */
export function createDeskViews(database: Database): DeskViews {
  const select = database
    .prepare<[string], number>('SELECT looked_at FROM desk WHERE actor = ?')
    .pluck();
  return { lastLookedAt: (actorName) => select.get(actorName) ?? null };
}

/** What has been seen stays seen: an earlier instant, from a screen that lags behind, changes nothing. */
export function createDeskWriter(database: Database) {
  const upsert = database
    .prepare<[string, number], number>(
      `INSERT INTO desk (actor, looked_at) VALUES (?, ?) ON CONFLICT (actor) DO UPDATE
         SET looked_at = max(looked_at, excluded.looked_at) RETURNING looked_at`,
    )
    .pluck();
  return { noteLook: (actorName: string, at: number) => upsert.get(actorName, at) ?? at };
}
