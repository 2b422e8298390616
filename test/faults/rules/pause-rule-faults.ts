import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, SERVICE, rulesOf, STORE } from '#test/faults/rule-fault.ts';

const pauses = rulesOf('integration/semantics/pauses');

/** Sections 5 and 6: what is paused, and what becomes of it. */
export const PAUSE_RULE_FAULTS: readonly RuleFault[] = [
  pauses(
    'while the scheduler is paused nothing starts',
    'runs of a paused scheduler start',
    `${CORE}/gates.ts`,
    "schedulerPause === null ? null : paused('scheduler_paused', schedulerPause)",
    'schedulerPause && null',
  ),
  pauses(
    'instants that come while the scheduler is paused',
    'a paused scheduler fires',
    `${SERVICE}/planner.ts`,
    "if (read.findPause({ scope: 'scheduler' }) !== null) return 'all';",
    '',
  ),
  pauses(
    'a paused trigger fires nothing',
    'a paused trigger makes runs',
    `${SERVICE}/why-paused.ts`,
    "return record.pause === null ? null : 'trigger_paused';",
    'return null;',
  ),
  pauses(
    'a paused trigger keeps back what it fired',
    'a paused trigger keeps back retries by hand',
    `${CORE}/gates.ts`,
    'triggerPause === null || run.attemptCount > 0 ? null',
    'triggerPause === null ? null',
  ),
  pauses(
    'a paused key keeps back every run',
    'a paused key lets runs through',
    `${SERVICE}/dispatcher.ts`,
    "const pause = paused.find({ scope: 'key', key });",
    'const pause = null;',
  ),
  pauses(
    'a pause with an end ends by itself',
    'nothing wakes for the end of a pause',
    `${SERVICE}/end-pauses.ts`,
    'if (untilAt === null || untilAt > turn.now) continue;',
    'continue;',
  ),
  pauses(
    'an engine that comes back after the end of a pause',
    'a pause that ended while no engine ran covers nothing',
    `${SERVICE}/planner.ts`,
    'record.nextAt < at',
    'record.nextAt < 0',
  ),
  pauses(
    'pausing twice, resuming what goes on',
    'a pause may end in the past',
    `${CORE}/decide-pause.ts`,
    'untilAt !== null && untilAt <= now',
    'false',
  ),
  pauses(
    'everything that is paused stands in one list',
    'the list begins with the newest, not with the scheduler',
    `${STORE}/view-pauses.ts`,
    "ORDER BY scope <> 'scheduler', paused_at DESC, subject",
    "ORDER BY scope = 'scheduler', paused_at DESC, subject",
  ),
];
