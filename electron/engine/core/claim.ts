import { isProcessTarget } from '#shared/domain/target-scheme.ts';
import type { AttemptStarted, Decision } from '#engine/core/change.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { LiveRun } from '#engine/core/live-run.ts';
import { moveRun } from '#engine/core/move-run.ts';

export interface ClaimFacts {
  readonly run: LiveRun;
  readonly now: number;
  readonly token: AttemptToken;
  readonly bootId: string | null;
  readonly gateWaits: AttemptStarted['gateWaits'];
  readonly waitedFor: AttemptStarted['waitedFor'];
}

/** Takes a ready run whose gates are all open: the claim and the attempt's row go into one transaction. */
export function decideClaim(facts: ClaimFacts): Decision {
  const { run, now, token, bootId, gateWaits, waitedFor } = facts;
  const number = run.attemptCount + 1;
  const claimed = moveRun(run, 'claimed', 'running', {
    patch: { attemptCount: number, firstStartedAt: run.firstStartedAt ?? now },
    attemptNumber: number,
  });
  const started: AttemptStarted = {
    type: 'attempt_started',
    runKey: run.key,
    number,
    // A process is known to exist only when the keeper says so; a request of our own begins with us.
    state: isProcessTarget(run.revision.definition.target) ? 'starting' : 'running',
    token,
    bootId,
    gateWaits,
    waitedFor,
  };
  return {
    changes: [claimed, started],
    effects: [{ type: 'start', run: claimed.after, token }],
    answer: undefined,
  };
}
