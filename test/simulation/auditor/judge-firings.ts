import type {
  HistoryRecords,
  OccurrenceRow,
  RunRow,
  TriggerRow,
} from '#test/simulation/auditor/history-records.ts';
import { grouped } from '#test/simulation/auditor/history-records.ts';

/** P1: every due instant is recorded exactly once, as a run or with the reason why not. */
export function judgeFirings(records: HistoryRecords, now: number): readonly string[] {
  const rowsOf = grouped(records.occurrences, (row) => row.trigger_id);
  return [
    ...records.triggers.flatMap((trigger) => {
      const rows = rowsOf.get(trigger.id) ?? [];
      return [...judgeInstants(trigger, rows, now), ...judgeMisfires(trigger, rows)];
    }),
    ...judgeRuns(records),
    ...judgePauses(records),
  ];
}

/** Arithmetic says what was due: nothing is left out, nothing is there twice. */
function judgeInstants(
  { id, created_at: createdAt, next_at: nextAt, rules }: TriggerRow,
  rows: readonly OccurrenceRow[],
  now: number,
): readonly string[] {
  const { everyMs } = rules.schedule;
  const breaches: string[] = [];
  let expected = createdAt + everyMs;
  for (const row of rows) {
    if (row.nominal_at !== expected)
      breaches.push(`P1: trigger ${id} has ${row.nominal_at} where ${expected} was due`);
    if (row.through_at - row.nominal_at !== (row.count - 1) * everyMs)
      breaches.push(`P1: a gap of trigger ${id} counts ${row.count} instants wrongly`);
    if (row.decided_at < row.through_at)
      breaches.push(`P1: ${row.through_at} of trigger ${id} was decided before it had come`);
    expected = row.through_at + everyMs;
  }
  if (expected !== nextAt) breaches.push(`P1: trigger ${id} goes on at ${nextAt}, not ${expected}`);
  if (nextAt <= now) breaches.push(`P1: trigger ${id} left ${nextAt} undecided at ${now}`);
  return breaches;
}

const NOT_MISSED = ['overlap', 'same_request_pending', 'job_paused', 'trigger_paused'];

/** What was missed is told as missed, what was not is not, and the policy is kept. */
function judgeMisfires(trigger: TriggerRow, rows: readonly OccurrenceRow[]): readonly string[] {
  const breaches: string[] = [];
  for (const [decidedAt, decided] of grouped(rows, (row) => row.decided_at)) {
    if (decided.some(({ reason }) => reason?.endsWith('_paused') === true)) continue;
    const graceFrom = decidedAt - trigger.rules.graceMs;
    const missed = decided.filter((row) => row.nominal_at < graceFrom);
    for (const row of decided) {
      const where = `P1: ${row.nominal_at} of trigger ${trigger.id}`;
      const told = row.reason;
      const isToldMissed = told !== null && !NOT_MISSED.includes(told);
      if (row.disposition === 'skipped' && row.reason === null)
        breaches.push(`${where} was skipped without a reason`);
      if (isToldMissed && row.nominal_at >= graceFrom)
        breaches.push(`${where} was on time, but is told as ${told}`);
      if (row.reason === null && row.nominal_at < graceFrom)
        breaches.push(`${where} was missed, but is not told so`);
    }
    breaches.push(...judgePolicy(trigger, missed, decidedAt));
  }
  return breaches;
}

/** How many of the missed instants may become runs, and in which way. */
function judgePolicy(
  { id, rules, job }: TriggerRow,
  missed: readonly OccurrenceRow[],
  decidedAt: number,
): readonly string[] {
  const recent = missed.filter((row) => row.through_at >= decidedAt - rules.windowMs);
  const count = recent.reduce((sum, row) => sum + row.count, 0);
  const byMethod = job.method === 'POST' && count > 1 ? 'hold' : 'run_once';
  const policy = rules.misfire ?? byMethod;
  const held = missed.filter((row) => row.disposition === 'held').length;
  const ran = missed.filter((row) => row.disposition === 'dispatched').length;
  const most = { skip: 0, hold: 0, run_once: 1, run_all: rules.max }[policy];
  const breaches: string[] = [];
  if (ran > most) breaches.push(`P1: trigger ${id} ran ${ran} missed instants under ${policy}`);
  if (held !== (policy === 'hold' && count > 0 ? 1 : 0))
    breaches.push(`P1: trigger ${id} held ${held} of ${count} missed instants under ${policy}`);
  return breaches;
}

/** Each run of a trigger is one of its instants, and stands for as many as were merged into it. */
function judgeRuns({ runs, occurrences, events }: HistoryRecords): readonly string[] {
  const occurrencesOf = grouped(occurrences, (row) => row.run_id);
  const mergesOf = grouped(
    events.filter(({ type, actor }) => type === 'run.merged' && actor !== null),
    (event) => event.run_id,
  );
  const mergedInto = grouped(
    runs.filter((run) => run.final_message === 'the same request is pending already'),
    (run) => run.superseded_by,
  );
  const exists = new Set(runs.map(({ id }) => id));
  const astray = occurrences.filter(
    ({ disposition, run_id: run }) =>
      (disposition === 'dispatched' || disposition === 'held') &&
      (run === null || !exists.has(run)),
  );
  return [
    ...astray.map((row) => `P1: ${row.nominal_at} of trigger ${row.trigger_id} led to no run`),
    ...runs.flatMap((run) => {
      const own = occurrencesOf.get(run.id) ?? [];
      const merges = mergesOf.get(run.id)?.length ?? 0;
      const inherited = mergedInto.get(run.id) ?? [];
      const others = inherited.reduce((sum, other) => sum + 1 + other.coalesced_count, merges);
      return judgeRun(run, own, others);
    }),
  ];
}

function judgeRun(run: RunRow, own: readonly OccurrenceRow[], merges: number): readonly string[] {
  const born = own.filter(({ disposition }) => ['dispatched', 'held'].includes(disposition));
  const coalesced = own.filter(({ disposition }) => disposition === 'coalesced');
  const stands = coalesced.reduce((sum, { count }) => sum + count, merges);
  const breaches: string[] = [];
  if (born.length !== (run.trigger_id === null ? 0 : 1))
    breaches.push(`P1: run ${run.id} comes from ${born.length} occurrences`);
  if (born.some((row) => row.nominal_at !== run.nominal_at || row.trigger_id !== run.trigger_id))
    breaches.push(`P1: run ${run.id} is of another instant than its occurrence`);
  if (run.coalesced_count !== stands)
    breaches.push(`P1: run ${run.id} stands for ${run.coalesced_count} others, not ${stands}`);
  return breaches;
}

/** Between a pause and its end a schedule makes no run, and nothing of the job, or at all, starts. */
function judgePauses({ events, runs }: HistoryRecords): readonly string[] {
  const paused = new Set<number | null>();
  const isOfTrigger = new Set(runs.filter((run) => run.trigger_id !== null).map(({ id }) => id));
  const breaches: string[] = [];
  for (const { type, job_id: job, run_id: run } of events) {
    if (type.endsWith('.paused')) paused.add(job);
    if (type.endsWith('.resumed')) paused.delete(job);
    // What is about no job is about the scheduler.
    if ((!paused.has(job) && !paused.has(null)) || run === null) continue;
    if (type === 'run.claimed' || (type === 'run.created' && isOfTrigger.has(run)))
      breaches.push(`P1: ${type} of run ${run} while it was paused`);
  }
  return breaches;
}
