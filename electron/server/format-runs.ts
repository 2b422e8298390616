import type { Run } from '#shared/contract/run-schema.ts';
import { formatMoment } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

const TITLES = ['RUN', 'JOB', 'STATE', 'ATTEMPTS', 'WHEN', 'REQUEST', 'MESSAGE'];

/** Runs as a table; a narrow terminal sees less of the request and the message. */
export function formatRuns(runs: readonly Run[], terminal: Terminal): string {
  if (runs.length === 0) return 'There are no such runs.';
  const rows = runs.map((run) => [
    run.id,
    run.job,
    run.state,
    `${run.attemptCount}/${run.maxAttempts}`,
    whenOf(run, terminal),
    run.requestLine,
    run.message ?? '',
  ]);
  return formatTable(TITLES, rows, terminal, { spare: ['JOB', 'REQUEST', 'MESSAGE'] });
}

function whenOf(run: Run, terminal: Terminal): string {
  const [what, at] = tellingInstant(run);
  return `${what} ${formatMoment(at, terminal)}`;
}

/** The instant that tells most about a run in its state, and what it was or will be. */
function tellingInstant(run: Run): readonly [what: string, at: number] {
  const { state, endedAt, nextAttemptAt, readyAt, startedAt, dueAt } = run;
  if (endedAt !== null) return ['ended', endedAt];
  if (state === 'retry_wait' && nextAttemptAt !== null) return ['retry', nextAttemptAt];
  if (state === 'ready' && readyAt !== null) return ['ready', readyAt];
  return startedAt === null ? ['due', nextAttemptAt ?? dueAt] : ['started', startedAt];
}
