import { inspect } from 'node:util';
import type { BuiltinResult } from '#engine/executors/builtin/builtin-handler.ts';
import { MAX_OUTPUT_BYTES, parseOutput } from '#shared/domain/attempt-output.ts';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';
import type { FailureClass } from '#shared/domain/failure-class.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { formatDuration } from '#shared/lib/duration.ts';
import type { JsonObject } from '#shared/lib/json.ts';

/** The handler returned. */
export function toSucceeded(result: BuiltinResult | undefined): AttemptOutcome {
  return {
    kind: 'succeeded',
    exitCode: null,
    httpStatus: null,
    message: result?.message ?? null,
    output: result?.output === undefined ? null : outputOf(result.output),
  };
}

/** Held to the same bounds as what comes from outside. */
function outputOf(value: JsonObject): AttemptOutput | null {
  const text = JSON.stringify(value);
  return parseOutput({ text, isWhole: Buffer.byteLength(text) <= MAX_OUTPUT_BYTES });
}

/** The handler threw. */
export function toThrown(error: unknown): AttemptOutcome {
  return toFailed('failed', 'error', toMessage(error));
}

/** The attempt took longer than its job allows. */
export function toTimedOut(timeoutMs: number): AttemptOutcome {
  return toFailed('timed_out', 'timeout', `Not done within ${formatDuration(timeoutMs)}`);
}

/** Someone asked for its end. */
export function toCancelled(): AttemptOutcome {
  return { kind: 'cancelled', exitCode: null, message: 'Cancelled while the handler ran' };
}

/** The engine is stopping. */
export function toInterrupted(): AttemptOutcome {
  const message = 'The engine stopped while the handler ran';
  return { kind: 'interrupted', hasStarted: true, message };
}

/** No handler has this name. */
export function toUnknown(name: string, known: readonly string[]): AttemptOutcome {
  const message = `No builtin is called "${name}"; there are ${known.toSorted().join(', ')}`;
  return toFailed('failed', 'error', message);
}

/** The handler was told to end, and did not in time. */
export function withoutReaction(outcome: AttemptOutcome): AttemptOutcome {
  const message = `${outcome.message ?? ''}; the handler has not reacted and may still be at work`;
  return { ...outcome, message };
}

/** What was thrown, with its stack where it has one. */
export function toDetail(error: unknown): string {
  return (error instanceof Error ? error.stack : undefined) ?? toMessage(error);
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message || error.name : inspect(error);
}

function toFailed(
  kind: 'failed' | 'timed_out',
  failureClass: FailureClass,
  message: string,
): AttemptOutcome {
  const nothing = { exitCode: null, httpStatus: null, signal: null, retryAfterMs: null };
  return { kind, failureClass, message, ...nothing };
}
