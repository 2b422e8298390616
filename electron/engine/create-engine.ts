import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '#shared/lib/clock.ts';
import type { AttemptToken, Executors } from '#engine/core/executor.ts';
import type { Engine, EngineParts } from '#engine/compose-engine.ts';
import { composeEngine } from '#engine/compose-engine.ts';
import { backupFolderOf } from '#engine/backup-folder.ts';
import { createBackupFiles } from '#engine/create-backup-files.ts';
import type { BuiltinHandler } from '#engine/executors/builtin-executor.ts';
import { createBuiltinExecutor } from '#engine/executors/builtin-executor.ts';
import { createStandardHandlers } from '#engine/executors/builtin/standard-handlers.ts';
import { createHttpExecutor } from '#engine/executors/http-executor.ts';
import { createAttemptLogReader } from '#engine/executors/log/capped-log-reader.ts';
import { createCappedLog } from '#engine/executors/log/capped-log.ts';
import { createProcessExecutor } from '#engine/executors/process/process-executor.ts';
import { bootId } from '#engine/executors/process/process-identity.ts';
import { createReadWorker } from '#engine/create-read-worker.ts';
import { socketPathOf } from '#engine/socket-path.ts';
import { createStore } from '#engine/store/create-store.ts';
import { createSystemClock } from '#engine/system-clock.ts';

export interface EngineOptions extends Pick<EngineParts, 'onStopRequested' | 'onFatal'> {
  /** Must exist, and its lock must be held by the caller (`data-folder.ts`). */
  readonly dataFolder: string;
  readonly version: string;
  /** How many runs may be carried out at once; 16 if left out. */
  readonly workers?: number | undefined;
  /** How many automatic backups are kept, one a day; 7 if left out, and with 0 none is made. */
  readonly keptBackups?: number | undefined;
  /** The file mask that the processes of jobs get; this process's own if left out. */
  readonly jobFileMask?: number | undefined;
  /** Handlers of `builtin:` targets, beside the standard ones, and in their place where the names are the same. */
  readonly builtins?: Readonly<Record<string, BuiltinHandler>>;
}

const DEFAULT_WORKERS = 16;
const DEFAULT_KEPT_BACKUPS = 7;

/** The engine of a data folder, on the real clock, disk, processes and network. */
export function createEngine(options: EngineOptions): Engine {
  const { dataFolder, version, workers = DEFAULT_WORKERS, onStopRequested, onFatal } = options;
  const file = join(dataFolder, 'nightdesk.db');
  const clock = createSystemClock();
  const handlers = { ...createStandardHandlers(clock), ...options.builtins };
  return composeEngine({
    ...{ workers, onStopRequested, onFatal, clock },
    backups: createBackupFiles(file, backupFolderOf(dataFolder)),
    keptBackups: options.keptBackups ?? DEFAULT_KEPT_BACKUPS,
    store: createStore({ file, randomBytes: () => randomBytes(16) }),
    windows: createReadWorker(file),
    executors: createExecutors(options, handlers, clock),
    builtins: Object.keys(handlers),
    logs: createAttemptLogReader(join(dataFolder, 'attempts')),
    random: Math.random,
    newToken: () => randomUUID() as string as AttemptToken,
    nextTurn: setImmediate,
    bootId: bootId(),
    about: {
      ...{ version, pid: process.pid, dataFolder },
      zoneData: process.versions['tz'] ?? 'unknown',
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  });
}

function createExecutors(
  { dataFolder, version, jobFileMask }: EngineOptions,
  handlers: Readonly<Record<string, BuiltinHandler>>,
  clock: Clock,
): Executors {
  const openLog = (token: AttemptToken) => createCappedLog(join(dataFolder, 'attempts', token));
  const processes = createProcessExecutor({
    dataFolder,
    socketPath: socketPathOf(dataFolder, 'keeper'),
    jobFileMask,
  });
  return {
    exec: processes,
    shell: processes,
    http: createHttpExecutor({ openLog, version, clock }),
    builtin: createBuiltinExecutor({ openLog, handlers, clock }),
  };
}
