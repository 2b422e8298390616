import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, DOMAIN, SERVICE, rulesOf } from '#test/faults/rule-fault.ts';

const missed = rulesOf('integration/semantics/missed-occurrences');

/** Section 5: due and missed instants. */
export const FIRING_RULE_FAULTS: readonly RuleFault[] = [
  missed(
    'misfire run_once',
    'what run_once leaves out is skipped',
    `${CORE}/missed-occurrences.ts`,
    "newest - 1, 'coalesce', 'run_once'",
    "newest - 1, 'skip', 'run_once'",
  ),
  missed(
    'misfire skip',
    'skip runs the newest missed one',
    `${CORE}/missed-occurrences.ts`,
    "return gap(facts, fromAt, newest, 'skip', 'missed');",
    "return [{ ...single(newest, 'run', now), isMissed: true }];",
  ),
  missed(
    'misfire run_all',
    'missed runs all start at once',
    `${CORE}/missed-occurrences.ts`,
    'now + index * SPACING_MS',
    'now',
  ),
  missed(
    'misfire hold',
    'hold runs',
    `${CORE}/missed-occurrences.ts`,
    "single(newest, 'hold', now)",
    "single(newest, 'run', now)",
  ),
  missed(
    'what was missed is coalesced into the run that is held for it',
    'the missed ones count with the newest run',
    `${SERVICE}/planner.ts`,
    'const bearer = held ?? running.at(-1);',
    'const bearer = running.at(-1);',
  ),
  missed(
    'where the newest instant is skipped',
    'nobody stands for the missed ones',
    `${SERVICE}/planner.ts`,
    'standIn === null || isTold ?',
    'standIn === null || !isTold ?',
  ),
  missed(
    'without a policy, a POST that was missed more than once is held',
    'a POST that was missed twice runs',
    `${CORE}/missed-occurrences.ts`,
    "length > 1 ? 'hold'",
    "length > 2 ? 'hold'",
  ),
  missed(
    'without a policy, a GET runs once however often it was missed',
    'a GET is held like a POST',
    `${CORE}/missed-occurrences.ts`,
    "if (method === 'GET') return 'run_once';",
    '',
  ),
  missed(
    'an occurrence within the grace time is on time',
    'there is no grace',
    `${CORE}/missed-occurrences.ts`,
    'now - trigger.graceMs',
    'now',
  ),
  missed(
    'missed occurrences older than the window are skipped',
    'there is no window',
    `${CORE}/missed-occurrences.ts`,
    'now - trigger.windowMs',
    'nextAt',
  ),
  missed(
    'a gap of more than a hundred missed instants is one row',
    'each missed instant is a row',
    `${CORE}/missed-occurrences.ts`,
    'const SINGLE_ROWS = 100;',
    'const SINGLE_ROWS = 1_000;',
  ),
  missed(
    'creating or changing a trigger never creates misses',
    'a trigger has been firing since the day before',
    `${CORE}/save-job.ts`,
    'const afterAt = Math.max(now, decidedAt ?? now);',
    'const afterAt = now - 86_400_000;',
  ),
  missed(
    'a change of anything but its schedule leaves a trigger where it was',
    'each change makes the trigger anew',
    `${CORE}/save-job.ts`,
    'const isMoved = !isNew && !isSame(known.trigger.schedule, trigger.schedule);',
    'const isMoved = !isNew;',
  ),
  missed(
    'a backward step of the clock never fires anything again',
    'a trigger looks at what is to come from wherever the clock stands',
    `${SERVICE}/planner.ts`,
    'const nextAt = Math.max(record.nextAt ?? turn.now, undecidedFrom);',
    'const nextAt = turn.now - (turn.now % 60_000);',
  ),
  missed(
    'a handler is told its nominal time',
    'a handler is not told how late it is',
    `${SERVICE}/attempts.ts`,
    'lateByMs: run.lateByMs,',
    'lateByMs: 0,',
  ),
  missed(
    'a run deferred by hand becomes due at its instant',
    'nothing wakes a deferred run',
    `${CORE}/due.ts`,
    "const isWaiting = run.state === 'scheduled' ||",
    'const isWaiting =',
  ),
  missed(
    'a run that has not started expireAfter it was due expires',
    'nothing expires',
    `${CORE}/due.ts`,
    'return waitsSince(run) + expireAfterMs;',
    'return null;',
  ),
  missed(
    'at fires once',
    'at is taken for UTC',
    `${DOMAIN}/local-time.ts`,
    '.map((span) => wallAt - span.offsetMs)',
    '.map(() => wallAt)',
  ),
];
