import type { Attempt, InputDiff, Run } from '#shared/contract/run-schema.ts';
import { formatCard } from '#server/card.ts';
import { formatInstant, formatMoment, formatSpan } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

/** Everything about a run: a card, then its attempts. */
export function formatRun(run: Run, terminal: Terminal): string {
  const card = formatCard([
    ['run', run.id],
    ['job', `${run.job}, revision ${run.revision}`],
    ['state', withDetail(run.state, run.message)],
    ['request', run.requestLine],
    ['effect', run.effect],
    ['origin', originOf(run)],
    ['lineage', lineageOf(run)],
    ['input', JSON.stringify(run.input)],
    ['pinned', pinOf(run, terminal)],
    ['edited', run.inputDiff === null ? null : formatDifferences(run.inputDiff)],
    ...instantLines(run, terminal),
    ['key', run.idempotencyKey],
  ]);
  if (run.attempts.length === 0) return `${card}\n\nNo attempt has been made yet.`;
  return `${card}\n\n${formatAttempts(run.attempts, terminal)}`;
}

/** A run on one line, as a command that changed it prints it. */
export function formatRunLine(run: Run): string {
  return `${run.id}  ${withDetail(run.state, run.message)}  ${run.requestLine}`;
}

function instantLines(run: Run, terminal: Terminal): readonly (readonly [string, string | null])[] {
  const line = (label: string, at: number | null) =>
    [label, at === null ? null : formatInstant(at, terminal)] as const;
  return [
    ['planned for', nominalTimeOf(run, terminal)],
    line('due', run.dueAt),
    line('started', run.startedAt),
    line('ended', run.endedAt),
    line('next attempt', run.nextAttemptAt),
    ['attempts', attemptsOf(run)],
  ];
}

/** What a person lets go on after the last attempt goes on beyond the limit, and so does what an engine interrupted. */
function attemptsOf({ attemptCount, maxAttempts }: Run): string {
  const limit = `${maxAttempts} by itself`;
  return attemptCount > maxAttempts
    ? `${attemptCount}, ${limit}`
    : `${attemptCount} of at most ${maxAttempts}`;
}

function nominalTimeOf(run: Run, terminal: Terminal): string | null {
  if (run.nominalAt === null) return null;
  const late = run.lateByMs > 0 ? `, ${formatSpan(run.lateByMs)} late` : '';
  const others = run.coalescedCount > 0 ? `, stands for ${run.coalescedCount} more` : '';
  return formatInstant(run.nominalAt, terminal) + late + others;
}

function originOf({ origin, actor, reason }: Run): string {
  const who = actor === null ? '' : ` by ${actor}`;
  return withDetail(origin + who, reason);
}

function pinOf({ pinned }: Run, terminal: Terminal): string | null {
  if (pinned === null) return null;
  return withDetail(`${formatInstant(pinned.at, terminal)} by ${pinned.by}`, pinned.reason);
}

function lineageOf({ retriggerOf, rootRun, supersededBy }: Run): string | null {
  const links = [
    retriggerOf === null ? null : `made from ${retriggerOf}`,
    rootRun === null || rootRun === retriggerOf ? null : `first of all ${rootRun}`,
    supersededBy === null ? null : `superseded by ${supersededBy}`,
  ];
  return links.filter((link) => link !== null).join(', ') || null;
}

function formatDifferences(differences: InputDiff): string {
  return differences
    .map(({ path, before, after }) => `${path}: ${valueText(before)} → ${valueText(after)}`)
    .join(', ');
}

function valueText(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function formatAttempts(attempts: readonly Attempt[], terminal: Terminal): string {
  const rows = attempts.map((attempt) => [
    String(attempt.number),
    attempt.state,
    formatMoment(attempt.startedAt, terminal),
    formatSpan(Math.max(0, (attempt.endedAt ?? terminal.now()) - attempt.startedAt)),
    resultOf(attempt),
    attempt.failureClass ?? '–',
    waitsOf(attempt),
    attempt.message ?? '',
  ]);
  const titles = [
    'ATTEMPT',
    'STATE',
    'STARTED',
    'TOOK',
    'RESULT',
    'FAILURE',
    'WAITED FOR',
    'MESSAGE',
  ];
  return formatTable(titles, rows, terminal, { spare: ['MESSAGE', 'FAILURE', 'WAITED FOR'] });
}

function resultOf({ exitCode, httpStatus, signal }: Attempt): string {
  if (exitCode !== null) return `exit ${exitCode}`;
  if (httpStatus !== null) return `HTTP ${httpStatus}`;
  return signal ?? '–';
}

/** What a run waits for at each gate. */
const AWAITED: Readonly<Record<string, string>> = {
  not_due: 'its time',
  scheduler_paused: 'the scheduler',
  job_paused: 'the paused job',
  trigger_paused: 'its paused trigger',
  key_paused: 'its paused key',
  held: 'a release',
  dependency: 'other runs',
  key_busy: 'its key',
  overlap: 'another run',
  no_worker: 'a worker',
  retry_backoff: 'its delay',
  engine_draining: 'the engine',
  instance_unreachable: 'its instance',
};

function waitsOf({ gateWaitsMs }: Attempt): string {
  const waits = Object.entries(gateWaitsMs).filter(([, waitedMs]) => waitedMs > 0);
  return (
    waits
      .map(([gate, waitedMs]) => `${AWAITED[gate] ?? gate} ${formatSpan(waitedMs)}`)
      .join(', ') || '–'
  );
}

function withDetail(text: string, detail: string | null): string {
  return detail === null ? text : `${text}: ${detail}`;
}
