import type { RuleFault } from '#test/faults/rule-fault.ts';
import { DOMAIN, SERVICE, STORE, rulesOf } from '#test/faults/rule-fault.ts';

const records = rulesOf('integration/semantics/records');
const runStates = rulesOf('unit/shared/domain/run-state-table');
const attemptStates = rulesOf('unit/shared/domain/attempt-state-table');

/** Sections 3, 4 and 10: states, journal, records and restarts. */
export const RECORD_RULE_FAULTS: readonly RuleFault[] = [
  records(
    'the journal is numbered without gaps',
    'the journal has gaps',
    `${STORE}/write-journal.ts`,
    'const seq = Number(insert.run(...row).lastInsertRowid);',
    'const lost = Number(insert.run(...row).lastInsertRowid);\n    const seq = Number(insert.run(...row).lastInsertRowid);\n    database.exec(`DELETE FROM journal WHERE seq = ${lost}`);',
  ),
  records(
    'the states of all runs can be derived from the journal',
    'a step is not told',
    `${STORE}/write-runs.ts`,
    'else live.update(before, after, message);',
    "else live.update(before, after, message);\n      if (event === 'retry_due') return null as never;",
  ),
  records(
    'a follower of the journal gets what was',
    'a follower gets events twice',
    `${SERVICE}/journal-hub.ts`,
    'yield event;',
    'yield event;\n          yield event;',
  ),
  records(
    'an ended attempt never changes',
    'an ended attempt can be changed',
    `${STORE}/migrations/0001-jobs-and-runs.ts`,
    'WHEN OLD.ended_at IS NOT NULL',
    'WHEN OLD.ended_at IS NOT NULL AND 0',
  ),
  records(
    'what is live stands apart',
    'an instant to wake is left behind',
    `${STORE}/write-runs.ts`,
    'if (from !== null) removeWake.run(before.key, from);',
    '',
  ),
  records(
    'occurrences are unique on trigger and nominal instant',
    'the database takes an occurrence twice',
    `${STORE}/migrations/0001-jobs-and-runs.ts`,
    'decided_at INTEGER NOT NULL,\n  PRIMARY KEY (trigger_id, nominal_at)\n) STRICT, WITHOUT ROWID;',
    'decided_at INTEGER NOT NULL\n) STRICT;',
  ),
  records(
    'an engine started after a crash goes on exactly',
    'attempts that had not begun are forgotten',
    `${STORE}/decision-reader.ts`,
    "WHERE live_run.state = 'running' ORDER BY live_run.run_id",
    "WHERE live_run.state = 'running' AND attempt.state = 'running' ORDER BY live_run.run_id",
  ),
  records(
    'a crash at any instant neither loses nor doubles a firing',
    'a firing is lost at each start',
    `${SERVICE}/planner.ts`,
    'const nextAt = Math.max(record.nextAt ?? turn.now, undecidedFrom);',
    'const nextAt = Math.max((record.nextAt ?? turn.now) + 1, undecidedFrom);',
  ),
  records(
    'an engine that was replaced writes nothing any more',
    'a replaced engine goes on',
    `${STORE}/create-store.ts`,
    'if (meta.epoch() !== epoch) {',
    'if (meta.epoch() < epoch) {',
  ),
  records(
    'while the storage takes no writes',
    'what happened meanwhile is forgotten',
    `${SERVICE}/turns.ts`,
    'happened = [...items.filter(({ isLasting }) => isLasting), ...happened];',
    'happened = [...happened];',
  ),
  records(
    'nothing of an apply is kept if one of its jobs is wrong',
    'what is right is kept',
    `${SERVICE}/parse-definitions.ts`,
    'if (problems.length > 0) throw new RefusedDefinitions(problems);',
    '',
  ),
  records(
    'a job that asks for a builtin that is not there is refused',
    'any builtin is taken',
    `${SERVICE}/parse-definitions.ts`,
    'builtins.includes(parsed.handler)) return [];',
    'parsed.handler) return [];',
  ),
  runStates(
    'a running run is never held and never expires',
    'a running run can be held',
    `${DOMAIN}/run-state-table.ts`,
    "= ['scheduled', 'waiting', 'ready', 'retry_wait'];",
    "= ['scheduled', 'waiting', 'ready', 'retry_wait', 'running'];",
  ),
  runStates(
    'only a ready run is claimed',
    'a held run is claimed',
    `${DOMAIN}/run-state-table.ts`,
    "{ from: 'ready', event: 'claimed', to: ['running'] },",
    "{ from: 'ready', event: 'claimed', to: ['running'] },\n  { from: 'held', event: 'claimed', to: ['running'] },",
  ),
  runStates(
    'a succeeded run and a superseded run never change again',
    'a succeeded run takes a retry',
    `${DOMAIN}/run-state-table.ts`,
    "(['failed', 'cancelled', 'expired'] as const)",
    "(['failed', 'cancelled', 'expired', 'succeeded'] as const)",
  ),
  runStates(
    'failed, cancelled and expired runs change only by a retry',
    'a failed run can be held',
    `${DOMAIN}/run-state-table.ts`,
    "{ from: 'unknown', event: 'held', to: ['held'] },",
    "{ from: 'failed', event: 'held', to: ['held'] },",
  ),
  runStates(
    'an unknown run leaves its state only by a person',
    'an unknown run is retried by itself',
    `${DOMAIN}/run-state-table.ts`,
    "{ from: 'retry_wait', event: 'retry_due', to: ['ready'] },",
    "{ from: 'unknown', event: 'retry_due', to: ['ready'] },",
  ),
  runStates(
    'an event that the table does not list for a state is an error',
    'it is a silent no-op',
    `${DOMAIN}/run-state-table.ts`,
    'if (!isAllowedTransition(from, event, to)) {',
    'if (from === to) {',
  ),
  attemptStates(
    'an ended attempt never changes again',
    'a succeeded attempt can fail',
    `${DOMAIN}/attempt-state-table.ts`,
    'succeeded: [],',
    "succeeded: ['failed'],",
  ),
];
