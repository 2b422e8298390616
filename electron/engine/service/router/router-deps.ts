import type { Capacity } from '#shared/contract/capacity-operations.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { AttemptLogReader } from '#engine/core/attempt-log.ts';
import type { BackupFiles } from '#engine/core/backup.ts';
import type { Actor } from '#engine/core/live-run.ts';
import type { Store } from '#engine/core/store.ts';
import type { WindowReader } from '#engine/core/window-reader.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { BackupMaker } from '#engine/service/backup-maker.ts';
import type { BackupSchedule } from '#engine/service/backup-schedule.ts';
import type { Backfills } from '#engine/service/backfills.ts';
import type { BulkCommands } from '#engine/service/bulk-commands.ts';
import type { Explainer } from '#engine/service/explain.ts';
import type { FailureCommands } from '#engine/service/failure-commands.ts';
import type { InputSchemas } from '#engine/service/input-schemas.ts';
import type { JobCommands } from '#engine/service/job-commands.ts';
import type { JournalHub } from '#engine/service/journal-hub.ts';
import type { PauseCommands } from '#engine/service/pause-commands.ts';
import type { PinCommands } from '#engine/service/pin-commands.ts';
import type { KeySource } from '#engine/service/key-source.ts';
import type { RunCommands } from '#engine/service/run-commands.ts';
import type { Turns } from '#engine/service/turns.ts';

/** What operations are carried out with. */
export interface RouterDeps {
  readonly store: Store;
  /** Answers what looks at much of the history. */
  readonly windows: WindowReader;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly active: ActiveRuns;
  readonly hub: JournalHub;
  readonly jobs: JobCommands;
  readonly pauses: PauseCommands;
  readonly failures: FailureCommands;
  readonly runs: RunCommands;
  readonly pins: PinCommands;
  readonly bulks: BulkCommands;
  readonly backfills: Backfills;
  readonly keys: KeySource;
  readonly explainer: Explainer;
  readonly readCapacity: (now: number) => Capacity;
  readonly inputSchemas: InputSchemas;
  /** The names of the builtins that jobs may ask for. */
  readonly builtins: readonly string[];
  readonly logs: AttemptLogReader;
  readonly backups: {
    readonly files: BackupFiles;
    readonly maker: BackupMaker;
    readonly schedule: BackupSchedule;
  };
  readonly about: {
    readonly version: string;
    readonly pid: number;
    readonly startedAt: number;
    readonly dataFolder: string;
    readonly zoneData: string;
    readonly zone: string;
    readonly workers: number;
  };
  readonly requestStop: (actor: Actor) => void;
}
