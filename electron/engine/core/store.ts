import type { Json } from '#shared/lib/json.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';
import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { BulkKey, BulkRecord, BulkSubject } from '#engine/core/bulk-record.ts';
import type { Change } from '#engine/core/change.ts';
import type { FailureGroupRecord } from '#engine/core/decide-mark.ts';
import type { KeyLimit } from '#engine/core/key-limit.ts';
import type { Dependency } from '#engine/core/dependency.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { JobKey, JobRevision, LiveRun, RunKey, TriggerKey } from '#engine/core/live-run.ts';
import type { Pause, PauseRecord, PauseTarget } from '#engine/core/pause.ts';
import type { Pin } from '#engine/core/pin.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import type { ViewReader } from '#engine/core/view-reader.ts';

/** A job as decisions see it. */
export interface JobRecord {
  readonly revision: JobRevision;
  readonly pause: Pause | null;
}

/** A trigger as decisions see it. */
export interface TriggerRecord {
  readonly triggerKey: TriggerKey;
  readonly jobKey: JobKey;
  readonly trigger: Trigger;
  readonly createdAt: number;
  readonly nextAt: number | null;
  readonly pause: Pause | null;
  readonly isRemoved: boolean;
}

/** An attempt that has not ended. */
export interface OpenAttempt {
  readonly runKey: RunKey;
  readonly number: number;
  readonly state: AttemptState;
  readonly token: AttemptToken;
  readonly bootId: string | null;
}

/** Names one command for good: its caller's id, and the operation that it was for. */
export interface CommandIdentity {
  readonly id: string;
  /** Such as `runs.trigger`. */
  readonly operation: string;
}

export interface RememberedAnswer {
  /** `null` where an earlier version did not note it. */
  readonly operation: string | null;
  readonly answer: Json;
}

/** What decisions are made from. Reading changes nothing, by type. */
export interface DecisionReader {
  readonly identity: InstanceIdentity;
  findJob(name: string): JobRecord | null;
  /** Of every job, in order. */
  jobNames(): readonly string[];
  readJob(jobKey: JobKey): JobRecord;
  readRevision(revisionKey: number): JobRevision;
  /** A job's triggers, removed ones included. */
  readTriggers(jobKey: JobKey): readonly TriggerRecord[];
  /** Triggers that something fires: `job:import`, `event:wake`. */
  causedTriggers(cause: string): readonly TriggerRecord[];
  /** Whether the end of a run has fired a trigger already. */
  hasFired(triggerKey: TriggerKey, causedBy: RunKey): boolean;
  /** What a run was made after, and what it waits for. */
  dependencies(runKey: RunKey): readonly Dependency[];
  /** Runs that wait for a run of a job, or are held from that, oldest first. */
  runsWaitingFor(job: string): readonly LiveRun[];
  /** The run of a trigger that waits for other runs, or is held from that. */
  waitingRunOf(triggerKey: TriggerKey): LiveRun | null;
  /** What a run hands on to those after it; `null` where it said nothing of the kind. */
  findOutput(runKey: RunKey): AttemptOutput | null;
  /** What the jobs that name a concurrency key, by its template, allow for it. */
  keyLimits(template: string): readonly KeyLimit[];
  /** What is paused now. */
  pauses(): readonly PauseRecord[];
  findPause(on: PauseTarget): Pause | null;
  /** `null`: no run has failed that way. */
  findFailureGroup(fingerprint: string): FailureGroupRecord | null;
  /** Triggers of which an instant has come, earliest first. */
  dueTriggers(now: number, limit: number): readonly TriggerRecord[];
  /** Triggers that fire next after an instant. */
  futureTriggers(afterAt: number): readonly TriggerRecord[];
  /** The release of time-zone data that triggers are planned by; `null` before the first start. */
  zoneData(): string | null;
  /** The latest instant of a trigger that has been decided, or `null`. No instant up to it is decided again. */
  lastDecidedAt(triggerKey: TriggerKey): number | null;
  /** Runs that are to become ready, earliest first. */
  dueRuns(now: number, limit: number): readonly LiveRun[];
  /** The earliest instant at which something is to happen, or `null`. */
  nextInstant(): number | null;
  /** Any run, live or final, as decisions see it; `null` if there is none. */
  findRun(runKey: RunKey): LiveRun | null;
  /** Whether there is such a run; costs less than reading it. */
  hasRun(runKey: RunKey): boolean;
  /** That a run is to be kept for good; `null` if nobody said so. */
  findPin(runKey: RunKey): Pin | null;
  /** Every run that is ready, running or in `retry_wait`, by key. */
  activeRuns(): readonly LiveRun[];
  openAttempts(): readonly OpenAttempt[];
  hasLostAttempt(runKey: RunKey): boolean;
  findAnswer(commandId: string): RememberedAnswer | null;
  findBulk(bulkKey: BulkKey): BulkRecord | null;
  /** Every bulk that is not over, oldest first. */
  openBulks(): readonly BulkRecord[];
  /** What an item of a bulk is about. */
  readBulkSubject(bulkKey: BulkKey, number: number): BulkSubject;
  /** The instants in [from, to) of a trigger that have a run, each with the newest of its runs. */
  instantsThatRan(triggerKey: TriggerKey, from: number, to: number): ReadonlyMap<number, RunKey>;
  /** Higher than every key in use. */
  nextKeys(): {
    readonly run: number;
    readonly job: number;
    readonly revision: number;
    readonly trigger: number;
    readonly bulk: number;
  };
}

/** The one writer of an instance's database. */
export interface Store {
  readonly read: DecisionReader;
  readonly view: ViewReader;
  readonly sqliteVersion: string;
  /**
   * Runs `work` in one write transaction, durable when this returns. If `work` or the commit throws,
   * nothing has changed. Throws `FencedOut` when a newer engine has taken the data folder over.
   */
  transact<Result>(work: () => Result): Result;
  /** Turns changes into rows, and answers with the journal rows that tell of them. Only inside `transact`. */
  write(changes: readonly Change[], now: number): readonly JournalEvent[];
  rememberAnswer(command: CommandIdentity, answer: Json, now: number): void;
  /** Forgets the oldest answers, at most `limit` of them; tells how many. */
  forgetAnswersBefore(at: number, limit: number): number;
  /** Writes something that means nothing, to see whether the storage takes a write. Only inside `transact`. */
  probe(): void;
  /** Notes that a person has seen everything up to an instant, and answers with the latest such instant. */
  noteLook(actorName: string, at: number): number;
  close(): void;
}

/** Another engine has taken the data folder over: this one must not write any more. */
export class FencedOut extends Error {
  override readonly name = 'FencedOut';
}

/** The storage could not take a write; nothing of it was kept. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
}
