import { formatDuration } from '#shared/lib/duration.ts';
import type { ClosedGate } from '#shared/contract/explanation-schema.ts';
import type { GateAction } from '#shared/domain/gate.ts';
import type { Gate } from '#engine/core/gates.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';

export interface GateContext {
  readonly run: LiveRun;
  readonly now: number;
  readonly toId: (runKey: RunKey) => string;
  readonly findRun: (runKey: RunKey) => LiveRun | null;
  readonly workers: number;
  /** What the trigger that brought it about is called. */
  readonly trigger: string | null;
  /** Ready runs that come before this one. */
  readonly position: number;
}

/** A closed gate in words: what it is, what closes it, and what a person can do about it. */
export function toClosedGate(gate: Gate, context: GateContext): ClosedGate {
  return {
    gate: gate.name,
    sentence: sentenceOf(gate, context),
    until: gate.until,
    blockers: gate.blockers.map(context.toId),
    key: gate.key,
    trigger: gate.name === 'trigger_paused' ? context.trigger : null,
    actions: actionsOf(gate),
  };
}

function sentenceOf(gate: Gate, context: GateContext): string {
  const { run } = context;
  const job = run.revision.definition.name;
  switch (gate.name) {
    case 'not_due':
      return 'it is not due yet';
    case 'retry_backoff':
      return `attempt ${run.attemptCount} failed, and it waits for its next attempt`;
    case 'held':
      return 'it is held until somebody releases it';
    case 'job_paused':
      return `job ${job} is paused${pauseDetails(gate, context)}`;
    case 'overlap':
      return `runs of ${job} do not overlap, and ${blockersOf(gate, context)}`;
    case 'key_busy':
      return `concurrency key "${gate.key ?? ''}" is taken${limitWords(gate, job)}: ${blockersOf(gate, context)}`;
    case 'no_worker':
      return workerSentence(context);
    case 'engine_draining':
      return 'the engine is stopping and starts nothing more';
    case 'scheduler_paused':
      return `the scheduler is paused${pauseDetails(gate, context)}`;
    case 'trigger_paused':
      return `its trigger ${context.trigger ?? ''} is paused${pauseDetails(gate, context)}`;
    case 'key_paused':
      return `concurrency key "${gate.key ?? ''}" is paused${pauseDetails(gate, context)}`;
    case 'dependency':
      return dependencySentence(gate);
    case 'instance_unreachable':
      return 'its instance cannot be reached';
  }
}

function actionsOf(gate: Gate): GateAction[] {
  switch (gate.name) {
    case 'held':
      return ['release'];
    case 'scheduler_paused':
      return ['resume_scheduler'];
    case 'job_paused':
      return ['resume_job'];
    case 'trigger_paused':
      return ['resume_trigger'];
    case 'key_paused':
      return ['resume_key'];
    case 'retry_backoff':
      return ['retry_now'];
    case 'overlap':
    case 'key_busy':
      return ['wait', 'cancel_blocker'];
    default:
      return ['wait'];
  }
}

function pauseDetails({ pause }: Gate, { now }: GateContext): string {
  if (pause === null) return '';
  const reason = pause.reason === null ? '' : `: ${pause.reason}`;
  return ` by ${pause.by} for ${formatRounded(now - pause.at)}${reason}`;
}

function dependencySentence({ dependencies }: Gate): string {
  const waits = dependencies.map(({ job, demand, underWay }) => {
    const rest = underWay.length === 0 ? ', of which none is under way' : '';
    return `a run of ${job} to ${demand.replace(/ed$/, '')}${rest}`;
  });
  return waits.length === 0
    ? 'it waits for other runs'
    : `it waits for ${waits.join(', and for ')}`;
}

/** A limit of one explains itself, unless it is from another job. */
function limitWords({ limit }: Gate, job: string): string {
  if (limit === null || (limit.job === job && limit.limit === 1)) return '';
  const from = limit.job === job ? '' : `, by job ${limit.job}`;
  return ` (at most ${limit.limit} at once${from})`;
}

function blockersOf(gate: Gate, { toId, findRun, now }: GateContext): string {
  const [first, ...others] = gate.blockers;
  if (first === undefined) return 'another run comes first';
  const run = findRun(first);
  const since =
    run?.firstStartedAt == null ? '' : ` for ${formatRounded(now - run.firstStartedAt)}`;
  const doing =
    run?.state === 'retry_wait' ? 'is between two attempts' : `has been running${since}`;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `run ${toId(first)} ${doing}${more}`;
}

function workerSentence({ workers, position }: GateContext): string {
  const busy = workers === 1 ? 'the only worker is busy' : `all ${workers} workers are busy`;
  return `${busy}; ${precedence(position)}`;
}

function precedence(position: number): string {
  if (position === 0) return 'it is the next one';
  return position === 1 ? '1 ready run comes before it' : `${position} ready runs come before it`;
}

/** Whole seconds, and whole minutes above an hour. */
export function formatRounded(ms: number): string {
  const unit = ms >= 3_600_000 ? 60_000 : 1_000;
  return formatDuration(Math.max(unit, Math.round(ms / unit) * unit));
}
