import type { SeenProcess } from '#test/simulation/auditor/evidence.ts';
import { keyOfRun } from '#test/simulation/auditor/evidence.ts';
import type { AttemptRow, HistoryRecords } from '#test/simulation/auditor/history-records.ts';
import { grouped } from '#test/simulation/auditor/history-records.ts';

/** P2: what really began is what the rows say: each start once, under its own attempt, and how it ended. */
export function judgeAttempts(
  { attempts, runs }: HistoryRecords,
  processes: readonly SeenProcess[],
): readonly string[] {
  const byToken = new Map(attempts.map((row) => [row.token, row]));
  const seenTokens = new Map(processes.map((seen) => [seen.request.token, seen]));
  const targets = new Map(runs.map(({ id, job }) => [id, job.target]));
  return [
    ...processes.flatMap((seen) => judgeStart(seen, byToken.get(seen.request.token))),
    ...judgeRepeats(processes),
    ...judgeIdempotencyKeys(processes),
    ...attempts.flatMap((row) => judgeEnd(row, seenTokens.get(row.token))),
    ...judgeNumbers(attempts),
    ...processes
      .filter(({ request }) => request.target !== targets.get(keyOfRun(request.runId)))
      .map(({ request }) => `P2: ${request.target} was started for run ${request.runId}`),
  ];
}

function judgeStart({ request }: SeenProcess, row: AttemptRow | undefined): readonly string[] {
  const name = `attempt ${request.attemptNumber} of run ${request.runId}`;
  if (row === undefined) return [`P2: ${name} began without being recorded`];
  const isSame = row.run_id === keyOfRun(request.runId) && row.number === request.attemptNumber;
  return isSame ? [] : [`P2: ${name} is recorded as attempt ${row.number} of run ${row.run_id}`];
}

function judgeRepeats(processes: readonly SeenProcess[]): readonly string[] {
  const nameOf = ({ request }: SeenProcess) => `${request.runId}/${request.attemptNumber}`;
  return [...grouped(processes, nameOf)]
    .filter(([, starts]) => starts.length > 1)
    .map(([name, starts]) => `P2: attempt ${name} was started ${starts.length} times`);
}

/** All attempts of a run carry one key, and no other run does. Nobody here asks for the same key again. */
function judgeIdempotencyKeys(processes: readonly SeenProcess[]): readonly string[] {
  const pairs = new Set(
    processes.map(({ request }) => `${request.runId} ${request.idempotencyKey}`),
  );
  const runs = new Set(processes.map(({ request }) => request.runId));
  const keys = new Set(processes.map(({ request }) => request.idempotencyKey));
  return pairs.size === runs.size && pairs.size === keys.size
    ? []
    : ['P2: attempts of one run carry different idempotency keys, or runs share one'];
}

function judgeEnd(row: AttemptRow, seen: SeenProcess | undefined): readonly string[] {
  const name = `attempt ${row.number} of run ${row.run_id}`;
  const isOpen = ['starting', 'running', 'cancelling'].includes(row.state);
  if (isOpen !== (row.ended_at === null)) return [`P2: ${name} is ${row.state} and ended at once`];
  if (seen === undefined) {
    return row.state === 'interrupted' ? [] : [`P2: ${name} is ${row.state} and never began`];
  }
  const truth = seen.state === 'alive' ? 'alive' : (seen.outcome?.kind ?? 'lost');
  const told = isOpen ? 'alive' : row.state;
  return told === truth ? [] : [`P2: ${name} is ${row.state}, but it was ${truth}`];
}

function judgeNumbers(attempts: readonly AttemptRow[]): readonly string[] {
  return [...grouped(attempts, (row) => row.run_id)].flatMap(([run, rows]) =>
    rows.every(({ number }, index) => number === index + 1)
      ? []
      : [`P2: attempts of run ${run} are not numbered from one`],
  );
}
