/**
 * What became of an attempt that nobody here is watching: the engine was killed, or the keeper was. The order
 * of the questions is what makes the answer safe.
 *
 * 1. Is there an exit record? Then that is how it ended.
 * 2. Can we claim it ourselves? Then it has not started, and from now on it cannot: a request to start it may
 *    still wait in a keeper's socket, and that keeper will find it claimed. This holds as long as the machine
 *    has not been started anew since the request. After a power loss the claim of work that had begun may be
 *    missing, because it is not synced, so then nothing is certain and the attempt is `lost`.
 * 3. It was claimed. Does a living keeper have its process? Then it is adopted. Asking after the claim leaves
 *    no gap: a keeper knows a process in the same turn in which it claims it, and forgets it only when its exit
 *    record is written. Where somebody listens who cannot be asked now, nothing is concluded, and all questions
 *    are asked again later.
 * 4. Its keeper is dead, and nobody will ever learn how the process ends. What is left of it is ended, so that
 *    a repetition does not run beside it: its group, if the process in the claim is certainly still the same
 *    one, and whatever carries its token, which covers a keeper that died before it could name the process.
 *    If no exit record has appeared by then, the attempt is `lost`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { AttemptRequest } from '#engine/core/executor.ts';
import {
  readClaim,
  readExitRecord,
  voidAttempt,
} from '#engine/executors/process/attempt-folder.ts';
import type { Claim } from '#engine/executors/process/attempt-folder.ts';
import { toExitOutcome } from '#engine/executors/process/exit-outcome.ts';
import type { Adoption, KeeperConnection } from '#engine/executors/process/keeper-connection.ts';
import { endProcesses } from '#engine/executors/process/process-group.ts';
import { bootId, isStillThere } from '#engine/executors/process/process-identity.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';

const ASK_AGAIN_MS = 1_000;

export interface RecoveryDeps {
  readonly folder: string;
  /** The living keeper, or `null` if certainly none is alive; throws where that cannot be told. */
  readonly findKeeper: () => Promise<KeeperConnection | null>;
  /** Asks this keeper for the process, and takes its reports from then on. */
  readonly adoptFrom: (keeper: KeeperConnection) => Promise<Adoption>;
  /** False once nobody wants to know any more. */
  readonly isWanted: () => boolean;
}

/** How the attempt ended; `null` if it is adopted, or nobody wants to know any more. */
export async function recoverAttempt(
  request: AttemptRequest,
  deps: RecoveryDeps,
): Promise<AttemptOutcome | null> {
  const { folder } = deps;
  while (deps.isWanted()) {
    const ended = readOutcome(request, folder);
    if (ended !== null) return ended;
    if (voidAttempt(folder)) return outcomeOfVoided(request);
    const claim = readClaim(folder);
    if (claim.kind === 'voided') return outcomeOfVoided(request);
    switch (await askKeeper(deps)) {
      case 'adopted':
        return null;
      case 'unknown':
        return readOutcome(request, folder) ?? (await endWhatIsLeft(request, folder, claim));
      case 'silent':
        await delay(ASK_AGAIN_MS);
        continue;
      case 'gone':
        continue;
    }
  }
  return null;
}

function readOutcome(request: AttemptRequest, folder: string): AttemptOutcome | null {
  const record = readExitRecord(folder);
  return record === null ? null : toExitOutcome(record, request);
}

function outcomeOfVoided(request: AttemptRequest): AttemptOutcome {
  if (request.bootId !== null && request.bootId === bootId()) {
    const message = 'the engine stopped before its process was started';
    return { kind: 'interrupted', hasStarted: false, message };
  }
  const message = 'the machine was started anew, and nothing tells whether its process had begun';
  return { kind: 'lost', message };
}

async function askKeeper(deps: RecoveryDeps): Promise<Adoption | 'silent'> {
  let keeper: KeeperConnection | null;
  try {
    keeper = await deps.findKeeper();
  } catch {
    return 'silent';
  }
  return keeper === null ? 'unknown' : deps.adoptFrom(keeper);
}

async function endWhatIsLeft(
  request: AttemptRequest,
  folder: string,
  { identity }: Extract<Claim, { kind: 'claimed' }>,
): Promise<AttemptOutcome> {
  const groupId = identity !== null && isStillThere(identity) ? identity.pid : null;
  await endProcesses({ groupId, token: request.token }, request.killGraceMs);
  const ended = readOutcome(request, folder);
  if (ended !== null) return ended;
  const message = 'the process that watched over it died, so how it ended is not known';
  return { kind: 'lost', message };
}
