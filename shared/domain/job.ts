import type { Json, JsonObject } from '#shared/lib/json.ts';
import type { Method } from '#shared/domain/method.ts';
import type { RetryPolicy } from '#shared/domain/retry-policy.ts';
import type { Trigger } from '#shared/domain/trigger.ts';

/** How runs of one job behave towards each other. */
export type OverlapPolicy = 'allow' | 'skip' | 'queue_one' | 'queue_all' | 'cancel_running';
export const OVERLAP_POLICIES = [
  'allow',
  'skip',
  'queue_one',
  'queue_all',
  'cancel_running',
] as const satisfies readonly OverlapPolicy[];

export function defaultOverlap(method: Method): OverlapPolicy {
  return method === 'GET' ? 'skip' : 'queue_all';
}

/** At most `limit` runs that render `key` to the same text run at once, whichever jobs they belong to. */
export interface ConcurrencyLimit {
  /** A template over the input. */
  readonly key: string;
  readonly limit: number;
}

/** A named request template with its policies, every default filled in: what a revision stores. */
export interface JobDefinition {
  readonly name: string;
  readonly method: Method;
  /** `http(s)://…`, `exec:program`, `shell:name` or `builtin:handler`. */
  readonly target: string;
  /** Arguments of an `exec:` program, passed as they are. */
  readonly args: readonly string[];
  /** The text that a `shell:` target runs; `null` for every other target. */
  readonly script: string | null;
  /** Absolute working folder of a process; `null` for the user's home folder. */
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** What a run does, as a sentence template over the input. */
  readonly effect: string;
  readonly input: JsonObject;
  /** A JSON Schema (draft 2020-12 or draft-07) that every input must satisfy; `null` for any input. */
  readonly inputSchema: Json | null;
  readonly triggers: readonly Trigger[];
  readonly overlap: OverlapPolicy;
  readonly concurrency: readonly ConcurrencyLimit[];
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
  /** Between asking a process to end and ending it. */
  readonly killGraceMs: number;
  /** A run that has not started this long after it was due expires; `null` for never. */
  readonly expireAfterMs: number | null;
  /** Higher goes first. */
  readonly priority: number;
  /** For POST: the receiver recognises a repeated idempotency key, so that repeating a run is harmless. */
  readonly idempotent: boolean;
}
