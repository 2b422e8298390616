import type { Receipt } from '#test/simulation/auditor/evidence.ts';
import { keyOfRun } from '#test/simulation/auditor/evidence.ts';
import type { HistoryRecords, RunRow } from '#test/simulation/auditor/history-records.ts';
import { grouped } from '#test/simulation/auditor/history-records.ts';

/** P4, P5: what was answered is on record, and one request is one run, however often it was sent. */
export function judgeAnswers(
  { runs }: HistoryRecords,
  receipts: readonly Receipt[],
): readonly string[] {
  const byHand = runs.filter(({ origin }) => origin === 'manual' || origin === 'retrigger');
  const madeBy = grouped(byHand, (run) => run.reason);
  const byKey = new Map(runs.map((run) => [run.id, run]));
  const tickets = new Set<string | null>(receipts.map(({ ticket }) => ticket));
  const strangers = byHand.filter((run) => run.actor !== 'somebody' || !tickets.has(run.reason));
  return [
    ...strangers.map((run) => `P5: run ${run.id} does not say who asked for it, and why`),
    ...receipts.flatMap((receipt) =>
      judgeReceipt(receipt, madeBy.get(receipt.ticket) ?? [], byKey),
    ),
  ];
}

function judgeReceipt(
  { ticket, retriggerOf, answers }: Receipt,
  made: readonly RunRow[],
  byKey: ReadonlyMap<number, RunRow>,
): readonly string[] {
  const breaches: string[] = [];
  const told = [...new Set(answers)].map((id) => byKey.get(keyOfRun(id)));
  if (made.length > 1) breaches.push(`P5: ${ticket} made ${made.length} runs`);
  if (told.length > 1) breaches.push(`P5: ${ticket} was answered with ${told.length} runs`);
  if (told.includes(undefined)) breaches.push(`P4: ${ticket} was answered and is gone`);
  const isMergedAway = told[0]?.job.method === 'GET';
  if (answers.length > 0 && made.length === 0 && !isMergedAway)
    breaches.push(`P4: ${ticket} was answered and made no run`);
  return [...breaches, ...made.flatMap((run) => lineageFault(run, retriggerOf, byKey))];
}

function lineageFault(
  run: RunRow,
  retriggerOf: string | null,
  byKey: ReadonlyMap<number, RunRow>,
): readonly string[] {
  const original = retriggerOf === null ? undefined : byKey.get(keyOfRun(retriggerOf));
  const root = original === undefined ? null : (original.root_run ?? original.id);
  const isLinked = run.retrigger_of === (original?.id ?? null) && run.root_run === root;
  return isLinked ? [] : [`P5: run ${run.id} is not linked to what it was made from`];
}
