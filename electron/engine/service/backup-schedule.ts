import type { Clock, Timer } from '#shared/lib/clock.ts';
import type { BackupFiles } from '#engine/core/backup.ts';
import type { Change } from '#engine/core/change.ts';
import type { BackupMaker } from '#engine/service/backup-maker.ts';
import type { Turns } from '#engine/service/turns.ts';

/** Makes a backup every day, and keeps the newest of them. */
export interface BackupSchedule {
  /** How many automatic ones stay; 0: none is made. */
  readonly keptCount: number;
  /** Why the last one could not be made; `null` while all is well. */
  readonly failure: string | null;
  start(): void;
  stop(): void;
}

export interface BackupScheduleDeps {
  readonly files: BackupFiles;
  readonly maker: BackupMaker;
  readonly turns: Turns;
  readonly clock: Clock;
  /** How many stay; 0: none is made. */
  readonly keptCount: number;
}

/** An engine that has just started has other things to do. */
const FIRST_LOOK_MS = 5 * 60_000;
/** A laptop is not always on: a backup is due by its age, not by the time of day. */
const LOOK_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

export function createBackupSchedule(deps: BackupScheduleDeps): BackupSchedule {
  const { files, maker, turns, clock, keptCount } = deps;
  /** `null` while stopped. */
  let timer: Timer | null = null;
  let failure: string | null = null;
  let isLooking = false;

  function lookAfter(delayMs: number): void {
    timer = clock.setTimer(delayMs, () => {
      lookAfter(LOOK_EVERY_MS);
      if (!isLooking) void look();
    });
  }

  async function look(): Promise<void> {
    isLooking = true;
    try {
      await makeIfDue();
    } catch (error) {
      fail(error);
    } finally {
      isLooking = false;
    }
  }

  async function makeIfDue(): Promise<void> {
    if (maker.busySince !== null || !(await isDue())) return;
    const backup = await maker.automatic();
    failure = null;
    record({ type: 'backup_made', backup, actor: null });
    await files.removeOldest('automatic', keptCount);
  }

  function fail(error: unknown): void {
    if (timer === null) return;
    failure = error instanceof Error ? error.message : String(error);
    record({ type: 'backup_failed', sentence: failure });
  }

  async function isDue(): Promise<boolean> {
    const made = (await files.list()).flatMap(({ note }) => note ?? []);
    const newest = Math.max(-Infinity, ...made.map(({ at }) => at));
    return clock.wallNow() - newest >= DAY_MS;
  }

  function record(change: Change): void {
    turns.record((turn) => turn.carryOut({ changes: [change], effects: [], answer: undefined }));
  }

  return {
    keptCount,
    get failure() {
      return failure;
    },
    start() {
      if (keptCount > 0) lookAfter(FIRST_LOOK_MS);
    },
    stop() {
      timer?.cancel();
      timer = null;
    },
  };
}
