import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, SERVICE, STORE, rulesOf } from '#test/faults/rule-fault.ts';

const bulk = rulesOf('integration/semantics/bulk');
const backfill = rulesOf('integration/semantics/backfill');

/** Section 8, many at once; and section 5, the range given by hand. */
export const BULK_RULE_FAULTS: readonly RuleFault[] = [
  bulk(
    'a bulk means the runs that match when it is asked for',
    'the newest come first',
    `${SERVICE}/bulk-commands.ts`,
    'return found.toReversed();',
    'return found;',
  ),
  bulk(
    'what is refused of one of many',
    'a refusal counts as a defect',
    `${SERVICE}/bulk-items.ts`,
    'if (!(error instanceof Refusal)) throw error;',
    'throw error;',
  ),
  bulk(
    'a dry run counts by state, job and method',
    'nothing is refused in a dry run',
    `${SERVICE}/preview-bulk.ts`,
    'return { run, message: error.message };',
    'return { run, message: null };',
  ),
  bulk(
    'a bulk refuses POSTs that succeeded',
    'a reason is enough',
    `${SERVICE}/bulk-items.ts`,
    "if (deed.action === 'retrigger') refuseRepetitionInBulk(run);",
    '',
  ),
  bulk(
    'items are spaced',
    'no time passes between them',
    `${CORE}/bulk.ts`,
    'nextAt: isLast ? null : now + before.spacingMs,',
    'nextAt: isLast ? null : now,',
  ),
  bulk(
    'a bulk can be undone for eight seconds',
    'it starts at once',
    `${SERVICE}/bulk-commands.ts`,
    'const startsAt = turn.now + procedure.undoMs;',
    'const startsAt = turn.now;',
  ),
  bulk(
    'a bulk that is stopped midway',
    'it goes on',
    `${CORE}/bulk.ts`,
    'after: { ...before, state, nextAt: null }, actor };',
    'after: before, actor };',
  ),
  bulk(
    'after a kill a bulk goes on',
    'nobody goes on after a start',
    'electron/engine/compose-engine.ts',
    'bulkWorker.start();',
    'bulkWorker.rearm();',
  ),
  bulk(
    'resolving many needs a reason',
    'it needs none',
    `${SERVICE}/bulk-commands.ts`,
    "if (deed.action === 'resolve' &&",
    "if (deed.action === ('nothing' as string) &&",
  ),
  backfill(
    'a backfill runs each instant of a range once',
    'runs for several instants are one',
    `${CORE}/enter.ts`,
    'return !isBackfill || one.nominalAt === other.nominalAt;',
    'return true;',
  ),
  backfill(
    'an instant that has a run gets another only on request',
    'it is not linked',
    `${SERVICE}/backfills.ts`,
    'retriggerOf: original?.key ?? null,',
    '',
  ),
  backfill(
    'a dry run of a backfill counts the instants',
    'nothing has run',
    `${SERVICE}/plan-backfill.ts`,
    'instants.filter((at) => !ran.has(at))',
    'instants.filter((at) => ran.size < 0 || at > 0)',
  ),
  backfill(
    'a backfill of too many instants is refused',
    'it is taken',
    `${SERVICE}/plan-backfill.ts`,
    'if (count <= MOST_BULK_ITEMS) return',
    'if (count > 0) return',
  ),
  backfill(
    'two backfills of one range run each instant once',
    'each runs it',
    `${SERVICE}/backfills.ts`,
    'if (ran !== undefined && !isRepeating) {',
    'if (ran !== undefined && isRepeating) {',
  ),
  backfill(
    'backfilled instants queue behind each other',
    'they replace what runs',
    `${CORE}/overlap.ts`,
    'const replaces = isReplacing && !facts.isBackfill;',
    'const replaces = isReplacing;',
  ),
  backfill(
    'an instant that comes while a backfill runs is not skipped',
    'it is skipped',
    `${CORE}/overlap.ts`,
    "if (run.origin !== 'backfill') return run;",
    'return run;',
  ),
  backfill(
    'the occurrences of a job tell which of its instants were made good',
    'what a backfill made good is not told',
    `${STORE}/view-occurrences.ts`,
    '...backfilled.all(trigger, limit),',
    '',
  ),
];
