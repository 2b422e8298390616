import type { AttemptRequest, AttemptToken } from '#engine/core/executor.ts';
import type { RunId } from '#shared/domain/run.ts';

let tokenCount = 0;

/** A request with a token of its own, and nothing unusual about it but what the test says. */
export function anAttemptRequest(unusual: Partial<AttemptRequest> = {}): AttemptRequest {
  return {
    token: `token-${++tokenCount}` as AttemptToken,
    runId: 'run-1' as RunId,
    attemptNumber: 1,
    method: 'GET',
    target: 'builtin:noop',
    args: [],
    script: null,
    cwd: null,
    env: {},
    headers: {},
    input: {},
    inputInTarget: [],
    idempotencyKey: 'key-1',
    origin: 'manual',
    nominalAt: null,
    lateByMs: 0,
    coalescedCount: 0,
    timeoutMs: 60_000,
    killGraceMs: 10_000,
    bootId: null,
    ...unusual,
  };
}
