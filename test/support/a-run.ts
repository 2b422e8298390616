import type { JobDefinition } from '#shared/domain/job.ts';
import { defaultOverlap } from '#shared/domain/job.ts';
import type { Method } from '#shared/domain/method.ts';
import { defaultRetryPolicy } from '#shared/domain/retry-policy.ts';
import type { JobRevision, LiveRun } from '#engine/core/live-run.ts';
import { START_AT } from '#test/support/test-clock.ts';

/** A job with every default, as a revision. */
export function aRevision(
  more: Partial<JobDefinition> = {},
  { jobKey = 1 }: { jobKey?: number } = {},
): JobRevision {
  const method: Method = more.method ?? 'POST';
  const definition: JobDefinition = {
    name: `job-${jobKey}`,
    method,
    target: 'builtin:noop',
    args: [],
    script: null,
    cwd: null,
    env: {},
    headers: {},
    effect: 'does nothing',
    input: {},
    inputSchema: null,
    triggers: [],
    overlap: defaultOverlap(method),
    concurrency: [],
    retry: defaultRetryPolicy(method),
    timeoutMs: 3_600_000,
    killGraceMs: 10_000,
    expireAfterMs: null,
    priority: 0,
    idempotent: false,
    ...more,
  };
  return { jobKey, revisionKey: jobKey, revisionNumber: 1, definition };
}

/** A ready run that has not begun; what a test does not say is the plainest possible. */
export function aRun(key: number, more: Partial<LiveRun> = {}): LiveRun {
  return {
    key,
    revision: aRevision(),
    state: 'ready',
    origin: 'manual',
    requestLine: 'POST builtin:noop',
    effect: 'does nothing',
    input: {},
    idempotencyKey: null,
    keys: [],
    priority: 0,
    createdAt: START_AT,
    dueAt: START_AT,
    wakeAt: null,
    readyAt: START_AT,
    firstReadyAt: START_AT,
    firstStartedAt: null,
    attemptCount: 0,
    countedAttempts: 0,
    grantedAttempts: 0,
    nominalAt: null,
    lateByMs: 0,
    coalescedCount: 0,
    triggerKey: null,
    retriggerOf: null,
    rootRun: null,
    heldFrom: null,
    cancelledBy: null,
    actor: null,
    ...more,
  };
}
