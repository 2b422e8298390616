import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AttemptToken } from '#engine/core/executor.ts';
import {
  attemptFolderOf,
  claimAttempt,
  closeClaim,
  writeExitRecord,
} from '#engine/executors/process/attempt-folder.ts';
import type { ExitRecord } from '#engine/executors/process/attempt-folder.ts';
import { startKeptProcess } from '#engine/executors/process/kept-process.ts';
import type { KeptProcess } from '#engine/executors/process/kept-process.ts';
import type { KeeperAnswer, StartOrder } from '#engine/executors/process/keeper-protocol.ts';
import { createOutputPipes } from '#engine/executors/process/output-pipe.ts';
import { identityOf } from '#engine/executors/process/process-identity.ts';

const RECORD_RETRY_MS = 1_000;

export interface AttemptKeeperDeps {
  readonly dataFolder: string;
  /** Reaches the engine, or nobody. */
  readonly tell: (answer: KeeperAnswer) => void;
  /** The last process has ended, and its output is closed. */
  readonly onRest: () => void;
}

/** The processes that this keeper has started and that have not ended. */
export interface AttemptKeeper {
  start(order: StartOrder): void;
  adopt(token: AttemptToken): void;
  cancel(token: AttemptToken, killGraceMs: number): void;
  /** A process lives, or somebody it left behind still writes its output. */
  isBusy(): boolean;
  /** Leaves nothing behind but records and output; only while it is not busy. */
  close(): void;
}

export function createAttemptKeeper({
  dataFolder,
  tell,
  onRest,
}: AttemptKeeperDeps): AttemptKeeper {
  const kept = new Map<AttemptToken, KeptProcess>();
  const pipes = createOutputPipes(join(dataFolder, 'keeper-pipes'));
  let busyCount = 0;

  function start(order: StartOrder): void {
    const { token } = order;
    try {
      const folder = attemptFolderOf(dataFolder, token);
      const claim = claimAttempt(folder);
      if (claim === null) tell({ type: 'claimed', token });
      else startClaimed(order, folder, claim);
    } catch (error) {
      tell({ type: 'refused', token, message: describeRefusal(error) });
    }
  }

  /** From the claim to the process and its name in the claim there is no turn in which anything else happens. */
  function startClaimed(order: StartOrder, folder: string, claim: number): void {
    const attempt = startKeptProcess(order, folder, pipes);
    nameProcess(claim, attempt.pid);
    kept.set(order.token, attempt);
    busyCount += 1;
    if (attempt.pid !== null) tell({ type: 'started', token: order.token, pid: attempt.pid });
    void follow(order.token, folder, attempt);
  }

  async function follow(token: AttemptToken, folder: string, attempt: KeptProcess): Promise<void> {
    const record = await attempt.whenEnded;
    while (!isWritten(folder, record)) {
      // The disk is full: an engine that is there learns it now, a later one adopts and learns it then.
      tell({ type: 'ended', token, record });
      await delay(RECORD_RETRY_MS);
    }
    kept.delete(token);
    tell({ type: 'ended', token, record });
    await attempt.whenSilent;
    busyCount -= 1;
    if (busyCount === 0) onRest();
  }

  return {
    start,
    adopt(token) {
      const pid = kept.get(token)?.pid ?? null;
      tell(pid === null ? { type: 'unknown', token } : { type: 'started', token, pid });
    },
    cancel: (token, killGraceMs) => kept.get(token)?.cancel(killGraceMs),
    isBusy: () => busyCount > 0,
    close: pipes.close,
  };
}

/** Without a name the process runs all the same: recovery then finds it by its token. */
function nameProcess(claim: number, pid: number | null): void {
  try {
    closeClaim(claim, pid === null ? null : identityOf(pid));
  } catch {
    return;
  }
}

function isWritten(folder: string, record: ExitRecord): boolean {
  try {
    writeExitRecord(folder, record);
    return true;
  } catch (error) {
    // Somebody has removed the folder, and with it any interest in the record.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function describeRefusal(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `the folder of the attempt could not be written: ${reason}`;
}
