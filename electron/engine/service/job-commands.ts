import { closestWord } from '#shared/lib/closest-word.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { SavedJob } from '#engine/core/save-job.ts';
import { decideSaveJob } from '#engine/core/save-job.ts';
import type { Change, Decision } from '#engine/core/change.ts';
import { limitWarnings } from '#engine/core/key-limit.ts';
import type { Actor, JobKey } from '#engine/core/live-run.ts';
import type { Store, TriggerRecord } from '#engine/core/store.ts';
import { chainProblems } from '#engine/service/check-chains.ts';
import type { KeySource } from '#engine/service/key-source.ts';
import { RefusedDefinitions } from '#engine/service/parse-definitions.ts';
import type { Planner } from '#engine/service/planner.ts';
import type { Turn } from '#engine/service/turn.ts';

export interface JobCommandsDeps {
  readonly store: Store;
  readonly keys: KeySource;
  readonly planner: Pick<Planner, 'settle'>;
}

export interface AppliedJob extends SavedJob {
  readonly job: string;
}

/** What people do to jobs. Each runs inside a turn. */
export interface JobCommands {
  /** All of the definitions or none: a refusal of one leaves every job as it was. */
  apply(turn: Turn, definitions: readonly JobDefinition[], actor: Actor): readonly AppliedJob[];
  /** What `apply` would answer now; changes nothing. */
  preview(definitions: readonly JobDefinition[], actor: Actor, now: number): readonly AppliedJob[];
}

export function createJobCommands(deps: JobCommandsDeps): JobCommands {
  const { store, keys, planner } = deps;
  const { read } = store;

  function decide(definitions: readonly JobDefinition[], actor: Actor, now: number) {
    const problems = chainProblems(definitions, read);
    if (problems.length > 0) throw new RefusedDefinitions(problems);
    return definitions.map((definition, index) => {
      const present = read.findJob(definition.name);
      const triggers = present === null ? [] : read.readTriggers(present.revision.jobKey);
      const place = `jobs[${index}]`;
      const { lastDecidedAt } = read;
      const about = { definition, present, triggers, lastDecidedAt, place };
      const decision = decideSaveJob({ ...about, newKeys: keys, actor, now });
      const leaving = triggers.filter((record) => leavesItsPlace(record, decision.changes));
      const warnings = limitWarnings(definition, place, (key) => limitsBeside(definitions, key));
      return { job: definition.name, decision: withWarnings(decision, warnings), leaving };
    });
  }

  /** What all jobs will allow for a key: those that are being saved, and the others as they are. */
  function limitsBeside(definitions: readonly JobDefinition[], template: string) {
    const saved = definitions.flatMap(({ name: job, concurrency }) =>
      concurrency.filter(({ key }) => key === template).map(({ limit }) => ({ limit, job })),
    );
    const names = new Set(definitions.map(({ name }) => name));
    return [...saved, ...read.keyLimits(template).filter(({ job }) => !names.has(job))];
  }

  return {
    apply(turn, definitions, actor) {
      const saves = decide(definitions, actor, turn.now);
      // Nothing is refused from here on: what has come due fires by the schedule that made it due.
      for (const record of saves.flatMap(({ leaving }) => leaving)) planner.settle(turn, record);
      return saves.map(({ job, decision }) => ({ job, ...turn.carryOut(decision) }));
    },
    preview: (definitions, actor, now) =>
      decide(definitions, actor, now).map(({ job, decision }) => ({ job, ...decision.answer })),
  };
}

function withWarnings(
  decision: Decision<SavedJob>,
  warnings: readonly Problem[],
): Decision<SavedJob> {
  const { answer } = decision;
  if (answer.verdict === 'unchanged') return decision;
  return { ...decision, answer: { ...answer, warnings: [...answer.warnings, ...warnings] } };
}

/** Whether one of the changes takes a trigger away, or lets it begin anew. */
function leavesItsPlace({ triggerKey }: TriggerRecord, changes: readonly Change[]): boolean {
  return changes.some(
    (change) =>
      change.type === 'trigger_saved' &&
      change.triggerKey === triggerKey &&
      (change.startsAnew || change.trigger === null),
  );
}

/** The job of that name, or a refusal that says which there are. */
export function jobNamed(store: Store, name: string) {
  const job = store.read.findJob(name);
  if (job !== null) return job;
  const names = store.read.jobNames();
  const known = names.length === 0 ? 'there are no jobs yet' : knownJobs(name, names);
  throw new Refusal('not_found', `there is no job "${name}": ${known}`, 'job');
}

/** The key of the job of that name, or the same refusal. */
export function jobKeyOf(store: Store, name: string): JobKey {
  return jobNamed(store, name).revision.jobKey;
}

function knownJobs(name: string, names: readonly string[]): string {
  const closest = closestWord(name, names);
  return closest === null ? `see \`nightdesk jobs\`` : `did you mean "${closest}"?`;
}
