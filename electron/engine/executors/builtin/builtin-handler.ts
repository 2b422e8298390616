import type { RunId, RunOrigin } from '#shared/domain/run.ts';
import type { JsonObject } from '#shared/lib/json.ts';

/** What a handler is told about the attempt that it carries out. */
export interface BuiltinContext {
  readonly input: JsonObject;
  readonly idempotencyKey: string;
  readonly runId: RunId;
  readonly attemptNumber: number;
  readonly origin: RunOrigin;
  /** Epoch milliseconds; `null` for a run that belongs to no occurrence. */
  readonly nominalAt: number | null;
  readonly lateByMs: number;
  readonly coalescedCount: number;
  /** Aborts when the attempt is cancelled, runs out of time, or the engine stops. */
  readonly signal: AbortSignal;
  /** Appends to the attempt's output, as it is. */
  log(text: string): void;
}

/** What an attempt that succeeded says for itself. */
export interface BuiltinResult {
  readonly message?: string;
  /** Handed on to the jobs that come after this one, as JSON. */
  readonly output?: JsonObject;
}

/**
 * Work that is done in the engine's own process. It fails by throwing. It must heed the signal: nothing can
 * end it from outside, and while it computes the engine stands still.
 */
export type BuiltinHandler = (
  context: BuiltinContext,
) => BuiltinResult | undefined | Promise<BuiltinResult | undefined>;
