import type { AttemptHandle, AttemptReport, AttemptRequest } from '#engine/core/executor.ts';
import { attemptFolderOf } from '#engine/executors/process/attempt-folder.ts';
import { createAttemptReporter } from '#engine/executors/process/attempt-reporter.ts';
import { toExitOutcome, toSpawnFailure } from '#engine/executors/process/exit-outcome.ts';
import type { KeeperClient } from '#engine/executors/process/keeper-client.ts';
import type {
  Adoption,
  AnswerOrGone,
  KeeperConnection,
} from '#engine/executors/process/keeper-connection.ts';
import type { StartOrder } from '#engine/executors/process/keeper-protocol.ts';
import { recoverAttempt } from '#engine/executors/process/recover-attempt.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';

export interface ProcessAttemptDeps {
  readonly dataFolder: string;
  readonly keeper: KeeperClient;
  /** What to start; throws a sentence where the request describes nothing that could be. */
  readonly toOrder: (request: AttemptRequest) => Promise<StartOrder>;
}

/** One attempt as the engine sees it: started or recovered, then followed to its end. */
export interface ProcessAttempt extends AttemptHandle {
  start(): void;
  recover(): void;
}

export function createProcessAttempt(
  request: AttemptRequest,
  report: AttemptReport,
  deps: ProcessAttemptDeps,
): ProcessAttempt {
  const { token, killGraceMs } = request;
  const reporter = createAttemptReporter(report);
  let isCancelled = false;
  let isPreparing = false;
  /** The one that was asked to start the process, or has it. */
  let keeper: KeeperConnection | null = null;

  async function prepare(): Promise<void> {
    const order = await deps.toOrder(request);
    const connection = await deps.keeper.connect();
    isPreparing = false;
    if (!reporter.isOpen) return;
    keeper = connection;
    connection.start(order, hear);
  }

  function start(): void {
    isPreparing = true;
    prepare().catch((error: unknown) => reporter.ended(toSpawnFailure(messageOf(error))));
  }

  function hear(answer: AnswerOrGone): void {
    if (answer.type === 'started') reporter.started(answer.pid);
    else if (answer.type === 'ended') reporter.ended(toExitOutcome(answer.record, request));
    else if (answer.type === 'refused') reporter.ended(toSpawnFailure(answer.message));
    else recover();
  }

  function recover(): void {
    keeper = null;
    const findKeeper = deps.keeper.find;
    const folder = attemptFolderOf(deps.dataFolder, token);
    const isWanted = (): boolean => reporter.isOpen;
    recoverAttempt(request, { folder, findKeeper, adoptFrom, isWanted }).then(
      (outcome) => {
        if (outcome !== null) reporter.ended(isCancelled ? toCancelled(outcome) : outcome);
      },
      (error: unknown) => reporter.ended({ kind: 'lost', message: messageOf(error) }),
    );
  }

  async function adoptFrom(connection: KeeperConnection): Promise<Adoption> {
    const adoption = await connection.adopt(token, hear);
    if (adoption !== 'adopted') return adoption;
    keeper = connection;
    if (isCancelled) connection.cancel(token, killGraceMs);
    return adoption;
  }

  return {
    start,
    recover,
    cancel() {
      isCancelled = true;
      if (isPreparing) reporter.ended(NEVER_STARTED);
      else keeper?.cancel(token, killGraceMs);
    },
    release: reporter.close,
  };
}

const NEVER_STARTED: AttemptOutcome = {
  kind: 'cancelled',
  exitCode: null,
  message: 'it was cancelled before its process was started',
};

/** What never began has been cancelled; anything else came to what it came to. */
function toCancelled(outcome: AttemptOutcome): AttemptOutcome {
  return outcome.kind === 'interrupted' && !outcome.hasStarted ? NEVER_STARTED : outcome;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
