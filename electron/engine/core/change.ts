import type { Json } from '#shared/lib/json.ts';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';
import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import type { FailureClass } from '#shared/domain/failure-class.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { Disposition } from '#shared/domain/run.ts';
import type { RunEvent } from '#shared/domain/run-state-table.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { BackupChange } from '#engine/core/backup.ts';
import type { Dependency } from '#engine/core/dependency.ts';
import type { BulkChange } from '#engine/core/bulk-change.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { FailureChange } from '#engine/core/failure-change.ts';
import type { TimeJump } from '#engine/core/time-jump.ts';
import type {
  Actor,
  JobKey,
  LiveRun,
  RevisionKey,
  RunKey,
  TriggerKey,
} from '#engine/core/live-run.ts';
import type { Pause, PauseTarget } from '#engine/core/pause.ts';
import type { RecordChange } from '#engine/core/record-change.ts';
import type { WaitedFor } from '#engine/core/waited-for.ts';

/**
 * What a decision wants written. One function of the store turns changes into rows, and into the journal
 * rows that tell of them, inside one transaction: neither exists without the other.
 */
export type Change =
  | JobSaved
  | PauseBegun
  | PauseEnded
  | TriggerSaved
  | TriggerAdvanced
  | OccurrenceRecorded
  | RunCreated
  | DependenciesNoted
  | DependencyMet
  | RunMoved
  | RunMerged
  | RunCancelRequested
  | RecordChange
  | AttemptStarted
  | AttemptMoved
  | AttemptEnded
  | TimeJumped
  | ZoneDataChanged
  | TriggerMoved
  | BackupChange
  | BulkChange
  | FailureChange
  /** Somebody wants the engine to end itself. */
  | { readonly type: 'stop_requested'; readonly actor: Actor };

/** A job was created, or got a new revision. */
export interface JobSaved {
  readonly type: 'job_saved';
  readonly jobKey: JobKey;
  readonly revisionKey: RevisionKey;
  readonly revisionNumber: number;
  readonly definition: JobDefinition;
  readonly actor: Actor;
  /** Human-readable differences from the revision before; empty for a new job. */
  readonly differences: readonly string[];
}

export interface PauseBegun {
  readonly type: 'pause_begun';
  readonly on: PauseTarget;
  readonly pause: Pause;
}

export interface PauseEnded {
  readonly type: 'pause_ended';
  readonly on: PauseTarget;
  readonly actor: Actor;
}

/** A trigger was created, changed, or taken away (`trigger` null). */
export interface TriggerSaved {
  readonly type: 'trigger_saved';
  readonly triggerKey: TriggerKey;
  readonly jobKey: JobKey;
  /** It is new, there again, or has another schedule: its place in time is `nextAt` from now on. */
  readonly startsAnew: boolean;
  readonly trigger: Trigger | null;
  /** First instant to come; only read where it starts anew. */
  readonly nextAt: number | null;
}

/** Every instant before `nextAt` has been decided. */
export interface TriggerAdvanced {
  readonly type: 'trigger_advanced';
  readonly triggerKey: TriggerKey;
  readonly nextAt: number | null;
}

export interface OccurrenceRecorded {
  readonly type: 'occurrence_recorded';
  readonly triggerKey: TriggerKey;
  readonly jobKey: JobKey;
  readonly nominalAt: number;
  readonly throughAt: number;
  readonly count: number;
  readonly disposition: Disposition;
  readonly reason: string | null;
  /** For what comes after other jobs: the run whose end fired it. */
  readonly causedBy?: RunKey;
  /** The run it led to, was merged into, or was skipped for. */
  readonly runKey: RunKey | null;
}

export interface RunCreated {
  readonly type: 'run_created';
  /** In its first state. */
  readonly run: LiveRun;
  /** For an edited retrigger: what was changed, as JSON. */
  readonly inputDiff: Json;
}

/** What a new run was made after, and what it waits for. */
export interface DependenciesNoted {
  readonly type: 'dependencies_noted';
  readonly runKey: RunKey;
  readonly dependencies: readonly Dependency[];
}

/** A run of a job that a run waits for has ended as it should. */
export interface DependencyMet {
  readonly type: 'dependency_met';
  readonly runKey: RunKey;
  readonly job: string;
  readonly metBy: RunKey;
}

/** A run goes from one state to the next. */
export interface RunMoved {
  readonly type: 'run_moved';
  /** As it was before. */
  readonly before: LiveRun;
  /** As it is from now on; for a final state, as it ended. */
  readonly after: LiveRun;
  readonly event: RunEvent;
  readonly actor: Actor | null;
  /** The attempt that caused it, where one did. */
  readonly attemptNumber: number | null;
  readonly message: string | null;
  readonly supersededBy: RunKey | null;
  /** When a run that is final now ended; `null` for now. */
  readonly endedAt: number | null;
}

/** Further occurrences or requests were merged into a pending run. */
export interface RunMerged {
  readonly type: 'run_merged';
  readonly before: LiveRun;
  readonly after: LiveRun;
  readonly actor: Actor | null;
}

/** Somebody wants a running attempt ended; the run moves when it has. */
export interface RunCancelRequested {
  readonly type: 'run_cancel_requested';
  readonly before: LiveRun;
  readonly after: LiveRun;
  readonly actor: Actor;
}

export interface AttemptStarted {
  readonly type: 'attempt_started';
  readonly runKey: RunKey;
  readonly number: number;
  readonly state: 'starting' | 'running';
  readonly token: AttemptToken;
  readonly bootId: string | null;
  /** Milliseconds this attempt waited at each gate, by gate name; `null` if it waited at none. */
  readonly gateWaits: Readonly<Record<string, number>> | null;
  readonly waitedFor: WaitedFor | null;
}

/** The process of the attempt is known to exist, or is being ended. */
export interface AttemptMoved {
  readonly type: 'attempt_moved';
  readonly run: LiveRun;
  readonly number: number;
  readonly to: 'running' | 'cancelling';
  readonly pid: number | null;
}

export interface AttemptEnded {
  readonly type: 'attempt_ended';
  readonly runKey: RunKey;
  readonly number: number;
  readonly from: AttemptState;
  readonly to: AttemptState;
  /** At most now. */
  readonly endedAt: number;
  readonly exitCode: number | null;
  readonly httpStatus: number | null;
  readonly signal: string | null;
  readonly failureClass: FailureClass | null;
  readonly message: string | null;
  readonly fingerprint: string | null;
  /** The delay chosen for the next attempt. */
  readonly retryDelayMs: number | null;
  /** What it hands on; `null` for nothing. */
  readonly output: AttemptOutput | null;
}

/** The machine slept, or somebody set its clock. */
export interface TimeJumped {
  readonly type: 'time_jumped';
  readonly jump: TimeJump;
}

/** Schedules are planned by other time-zone data from now on. */
export interface ZoneDataChanged {
  readonly type: 'zone_data_changed';
  /** `null` where nobody has noted it before. */
  readonly before: string | null;
  readonly after: string;
}

/** By new time-zone data a trigger fires next at another instant. */
export interface TriggerMoved {
  readonly type: 'trigger_moved';
  readonly triggerKey: TriggerKey;
  readonly jobKey: JobKey;
  /** Its local times, resolved anew. */
  readonly trigger: Trigger;
  readonly fromAt: number;
  readonly toAt: number | null;
  readonly zoneData: string;
}

/** What is to happen outside the database, once the changes are on stable storage. */
export type Effect =
  | { readonly type: 'start'; readonly run: LiveRun; readonly token: AttemptToken }
  | { readonly type: 'cancel'; readonly runKey: RunKey }
  | { readonly type: 'begin_bulks' }
  | { readonly type: 'stop'; readonly actor: Actor };

/** What a pure function of the core decided. */
export interface Decision<Answer = void> {
  readonly changes: readonly Change[];
  readonly effects: readonly Effect[];
  readonly answer: Answer;
}
