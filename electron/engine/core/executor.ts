import type { Branded } from '#shared/lib/branded.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Method } from '#shared/domain/method.ts';
import type { AttemptOutcome, RunId, RunOrigin } from '#shared/domain/run.ts';

/**
 * Names one start of one attempt and nothing else, ever: the folder of its claim, its exit record and its
 * output. Matches the pattern of identifiers, so that it is safe as a file name.
 */
export type AttemptToken = Branded<'AttemptToken'>;

/** Everything an executor needs to know, and all that the work itself is told. */
export interface AttemptRequest {
  readonly token: AttemptToken;
  readonly runId: RunId;
  readonly attemptNumber: number;
  readonly method: Method;
  /** `https://…`, `exec:program`, `shell:name` or `builtin:handler`, with its templates filled in. */
  readonly target: string;
  readonly args: readonly string[];
  readonly script: string | null;
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly input: JsonObject;
  /** Fields of `input` that the target already carries, and that query and body leave out. */
  readonly inputInTarget: readonly string[];
  readonly idempotencyKey: string;
  readonly origin: RunOrigin;
  /** Epoch milliseconds; `null` for a run that belongs to no occurrence. */
  readonly nominalAt: number | null;
  readonly lateByMs: number;
  readonly coalescedCount: number;
  readonly timeoutMs: number;
  readonly killGraceMs: number;
  /** Identity of the machine's present start, see `bootId` of the process executor; `null` where unknown. */
  readonly bootId: string | null;
}

/** How an executor tells the engine about one attempt. Each method is called at most once, `ended` always and last. */
export interface AttemptReport {
  /** The process exists, or the request is on its way. `pid` is null where there is no process of its own. */
  started(pid: number | null): void;
  ended(outcome: AttemptOutcome): void;
}

/** An attempt that has been handed to an executor and has not ended. */
export interface AttemptHandle {
  /** A person asked for its end: `ended` follows with `cancelled` once it is gone, or with what it came to before. */
  cancel(): void;
  /**
   * The engine is stopping. An executor whose work outlives the engine lets go of it and reports nothing
   * more; any other ends the work and reports `interrupted`.
   */
  release(): void;
}

/** Carries out attempts of one kind of target. No method throws: whatever goes wrong is reported by `ended`. */
export interface Executor {
  /** `ended` may come before this returns: work that is over at once is not made to wait for a turn. */
  start(request: AttemptRequest, report: AttemptReport): AttemptHandle;
  /**
   * Takes up an attempt that an earlier engine had started: adopts it while it lives, reports how it ended,
   * `interrupted` with `hasStarted: false` if it certainly never began, or `lost` once nothing of it is left.
   */
  resume(request: AttemptRequest, report: AttemptReport): AttemptHandle;
  /** Lets go of everything that outlives the engine; called once, after the last report. */
  close(): Promise<void>;
}

/** The executor for each scheme of target. */
export interface Executors {
  readonly exec: Executor;
  readonly shell: Executor;
  readonly http: Executor;
  readonly builtin: Executor;
}
