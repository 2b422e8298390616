import type {
  FailureGroup,
  MovedInstant,
  Throughput,
  TimeJumpView,
  Upcoming,
} from '#shared/contract/activity-schema.ts';
import type { Bulk, BulkItem, RefusalGroup } from '#shared/contract/bulk-schema.ts';
import type { Job, JobSummary, Occurrence, Revision } from '#shared/contract/job-schema.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { PauseView } from '#shared/contract/pause-operations.ts';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { Attempt, Run, RunChain, RunOutput } from '#shared/contract/run-schema.ts';
import type { Timeline } from '#shared/contract/timeline-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { BulkItemState } from '#shared/domain/bulk.ts';
import type { BulkKey } from '#engine/core/bulk-record.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { JobKey, RunKey } from '#engine/core/live-run.ts';

/** The runs that a filter means, with what it says about now told as instants. */
export interface RunQuery extends Omit<
  RunFilter,
  'job' | 'isLate' | 'text' | 'sinceAgoMs' | 'durationMs'
> {
  readonly jobKey?: JobKey | undefined;
  /** Of one of these jobs. */
  readonly jobKeys?: readonly JobKey[] | undefined;
  /** Each of them stands in the job's name, the request line, the input or the message. */
  readonly words?: readonly string[] | undefined;
  /** How long it has taken until its end, or until `now`. */
  readonly took?:
    | { readonly now: number; readonly min?: number | undefined; readonly max?: number | undefined }
    | undefined;
  /** Late is what has been ready since before an instant, and still is. */
  readonly lateness?: { readonly isLate: boolean; readonly readyBefore: number } | undefined;
}

export interface RunCount {
  readonly total: number;
  readonly byState: Partial<Record<RunState, number>>;
  readonly isCapped: boolean;
}

export interface RunViews {
  /** Newest first. */
  listRuns(
    query: RunQuery & { readonly before?: RunKey | undefined; readonly limit: number },
  ): Run[];
  /** Only their keys, newest first. */
  findRunKeys(query: RunQuery, limit: number): readonly RunKey[];
  /** Counts up to a limit and no further. */
  countRuns(query: RunQuery): RunCount;
  viewRun(runKey: RunKey): Run | null;
  viewChain(runKey: RunKey): RunChain;
  viewOutput(runKey: RunKey): RunOutput;
  /** The runs that were made from a run directly, oldest first. */
  listRetriggers(runKey: RunKey): Run[];
  findAttempt(
    runKey: RunKey,
    number: number | null,
  ): (Pick<Attempt, 'number' | 'state'> & { readonly token: AttemptToken }) | null;
}

export interface JobViews {
  listJobs(): Job[];
  viewJob(jobKey: JobKey): Job;
  listSummaries(): JobSummary[];
  listRevisions(jobKey: JobKey, limit: number): Revision[];
  listOccurrences(jobKey: JobKey, limit: number): Occurrence[];
}

export interface PauseViews {
  /** Everything that is paused: the scheduler first, then the newest. */
  listPauses(): PauseView[];
}

export interface ActivityViews {
  viewThroughput(query: {
    readonly from: number;
    readonly to: number;
    readonly bucketMs: number;
    readonly jobKey?: JobKey | undefined;
  }): Throughput;
  /** What starts up to an instant, earliest first. */
  listUpcoming(until: number, limit: number): Upcoming[];
  /** Occurrences that did not run when they were due, decided since an instant, newest first. */
  listMissed(since: number, limit: number): Occurrence[];
  /** When the machine slept or its clock was set, noticed since an instant, newest first. */
  listTimeJumps(since: number, limit: number): TimeJumpView[];
  /** What new time-zone data moved, since an instant, newest first. */
  listMoved(since: number, limit: number): MovedInstant[];
}

export interface TimelineQuery {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly now: number;
}

export interface TimelineViews {
  viewTimeline(query: TimelineQuery): Timeline;
}

export interface FailureGroups {
  readonly groups: FailureGroup[];
  readonly histogramFrom: number;
  readonly bucketMs: number;
}

export interface FailureViews {
  listFailures(query: {
    readonly since: number;
    readonly now: number;
    readonly jobKey?: JobKey | undefined;
  }): FailureGroups;
}

export interface JournalViews {
  asOfSeq(): number;
  readJournal(afterSeq: number, limit: number): JournalEvent[];
  /** Everything that happened to a run, oldest first. */
  readHistory(runKey: RunKey): JournalEvent[];
}

export interface DeskViews {
  /** `null` if the person never looked. */
  lastLookedAt(actorName: string): number | null;
}

export interface BulkViews {
  /** Newest first. */
  listBulks(limit: number): Bulk[];
  viewBulk(bulkKey: BulkKey): Bulk | null;
  /** What was refused, by the reason, the most frequent first. */
  listRefusals(bulkKey: BulkKey): RefusalGroup[];
  listBulkItems(query: {
    readonly bulkKey: BulkKey;
    readonly state?: BulkItemState | undefined;
    readonly after: number;
    readonly limit: number;
  }): BulkItem[];
}

/** What people look at, in the contract's own form. */
export interface ViewReader
  extends
    RunViews,
    JobViews,
    PauseViews,
    ActivityViews,
    TimelineViews,
    FailureViews,
    JournalViews,
    DeskViews,
    BulkViews {}
