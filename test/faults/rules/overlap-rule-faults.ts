import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, SERVICE, rulesOf } from '#test/faults/rule-fault.ts';

const overlap = rulesOf('integration/semantics/overlap-and-keys');

/** Section 6: overlap, concurrency keys, order and gates. */
export const OVERLAP_RULE_FAULTS: readonly RuleFault[] = [
  overlap(
    'overlap skip records an occurrence',
    'who was in the way is not recorded',
    `${CORE}/occurrence.ts`,
    "record(facts, 'skipped', 'overlap', entrance.because.key)",
    "record(facts, 'skipped', 'overlap', null)",
  ),
  overlap(
    'a run in retry_wait still counts for overlap',
    'a run in retry_wait does not count',
    `${SERVICE}/active-runs.ts`,
    "return state === 'ready' || state === 'running' || state === 'retry_wait';",
    "return state === 'ready' || state === 'running';",
  ),
  overlap(
    'overlap allow runs side by side',
    'allow waits as well',
    `${CORE}/overlap.ts`,
    "if (policy === 'allow') return [];",
    '',
  ),
  overlap(
    'overlap queue_all runs one after the other, in order',
    'the youngest goes first',
    `${CORE}/ready-order.ts`,
    '|| a.key - b.key',
    '|| b.key - a.key',
  ),
  overlap(
    'a run that comes back for its next attempt goes before',
    'a run that comes back has to queue again',
    `${CORE}/ready-order.ts`,
    'Number(b.attemptCount > 0) - Number(a.attemptCount > 0) ||',
    '',
  ),
  overlap(
    'overlap queue_one keeps only the newest waiting run',
    'queue_one keeps all',
    `${CORE}/overlap.ts`,
    "policy === 'queue_one' || policy === 'cancel_running'",
    "policy === 'cancel_running'",
  ),
  overlap(
    'overlap cancel_running ends what runs, then starts',
    'cancel_running cancels nothing',
    `${CORE}/overlap.ts`,
    "policy === 'cancel_running' ? [...runs.begun] : []",
    '[]',
  ),
  overlap(
    'a concurrency key is shared by every job that names it',
    'a key lets one too many in',
    `${CORE}/gates.ts`,
    'holders.length >= limit',
    'holders.length > limit',
  ),
  overlap(
    'a run in retry_wait holds no key and no worker',
    'a key stays taken',
    `${SERVICE}/active-runs.ts`,
    'for (const { key } of run.keys) dropFrom(holders, key, runKey);',
    '',
  ),
  overlap(
    'a waiting run occupies no worker',
    'a waiting run blocks those behind it',
    `${SERVICE}/dispatcher.ts`,
    'else lanes.park(run, gate, turn.now);',
    'else return;',
  ),
  overlap(
    'no more runs are carried out at once',
    'busy workers are not counted',
    `${SERVICE}/active-runs.ts`,
    'runningCount += 1;',
    '',
  ),
  overlap(
    'higher priority goes first',
    'priority makes no difference',
    `${CORE}/ready-order.ts`,
    ' - run.priority * AGEING_MS',
    '',
  ),
  overlap(
    'waiting raises priority by one every ten minutes',
    'waiting hardly raises the priority',
    `${CORE}/ready-order.ts`,
    '10 * 60_000',
    '1_000 * 60_000',
  ),
  overlap(
    'a paused job starts nothing',
    'a paused job makes runs',
    `${SERVICE}/planner.ts`,
    "if (job.pause !== null) return 'job_paused';",
    '',
  ),
  overlap(
    'explain names the gate',
    'explain does not say who holds the key',
    `${CORE}/gates.ts`,
    '{ key: busy.key, blockers: busy.holders }',
    '{ key: busy.key }',
  ),
  overlap(
    'explain tells of a pause',
    'explain does not say who paused',
    `${CORE}/gates.ts`,
    "closed('job_paused', { pause: jobPause })",
    "closed('job_paused')",
  ),
  overlap(
    'the time that a run lost at each gate is kept',
    'the wait for a worker is not kept',
    `${SERVICE}/ready-lanes.ts`,
    "waits['no_worker'] = totalMs - explainedMs;",
    '',
  ),
];
