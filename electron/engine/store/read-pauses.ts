import type { Database } from 'better-sqlite3';
import type { PauseScope } from '#shared/domain/pause-scope.ts';
import type { Pause, PauseRecord, PauseTarget } from '#engine/core/pause.ts';
import { pauseSubject } from '#engine/core/pause.ts';

export interface PauseReader {
  /** In the order in which they began. */
  pauses(): readonly PauseRecord[];
  findPause(on: PauseTarget): Pause | null;
}

interface PauseRow {
  readonly scope: PauseScope;
  readonly subject: string;
  readonly job_id: number | null;
  readonly trigger_id: number | null;
  readonly paused_at: number;
  readonly paused_by: string;
  readonly reason: string | null;
  readonly until_at: number | null;
}

export function createPauseReader(database: Database): PauseReader {
  const all = database.prepare<[], PauseRow>('SELECT * FROM pause ORDER BY paused_at, subject');
  const one = database.prepare<[PauseScope, string], PauseRow>(
    'SELECT * FROM pause WHERE scope = ? AND subject = ?',
  );
  return {
    pauses: () => all.all().map((row) => ({ on: toTarget(row), pause: toPause(row) })),
    findPause(on) {
      const row = one.get(on.scope, pauseSubject(on));
      return row === undefined ? null : toPause(row);
    },
  };
}

function toTarget({ scope, subject, job_id, trigger_id }: PauseRow): PauseTarget {
  const jobKey = job_id ?? 0;
  switch (scope) {
    case 'scheduler':
      return { scope };
    case 'job':
      return { scope, jobKey };
    case 'trigger':
      return { scope, jobKey, triggerKey: trigger_id ?? 0 };
    case 'key':
      return { scope, key: subject };
  }
}

function toPause(row: PauseRow): Pause {
  const { paused_at: at, paused_by: by, reason, until_at: untilAt } = row;
  return { at, by, reason, untilAt };
}
