/** What the auditor is shown besides the database: what was seen from outside, in words of its own. */
export interface Evidence {
  readonly processes: readonly SeenProcess[];
  readonly receipts: readonly Receipt[];
  /** Numbers of the events that somebody who followed the journal was told, in that order. */
  readonly followed: readonly number[];
  readonly now: number;
}

/** One process or request that really began. */
export interface SeenProcess {
  readonly request: {
    readonly token: string;
    readonly runId: string;
    readonly attemptNumber: number;
    readonly method: string;
    readonly target: string;
    readonly idempotencyKey: string;
    readonly nominalAt: number | null;
    readonly coalescedCount: number;
  };
  readonly state: 'alive' | 'ended' | 'lost';
  readonly outcome: { readonly kind: string; readonly failureClass?: string } | null;
}

/** What somebody asked for under one command id, however often, and was told. */
export interface Receipt {
  /** The command id, and the reason that was given. */
  readonly ticket: string;
  readonly job: string;
  /** The run that was to be done again; `null` for a new request. */
  readonly retriggerOf: string | null;
  /** The run in each answer that came. */
  readonly answers: readonly string[];
}

/** The integer that a run's public id ends with. */
export function keyOfRun(runId: string): number {
  return Number(runId.slice(runId.indexOf('-') + 1));
}
