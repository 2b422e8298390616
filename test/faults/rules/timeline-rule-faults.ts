import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, STORE, rulesOf } from '#test/faults/rule-fault.ts';

const timeline = rulesOf('integration/store/timeline');
const forecast = rulesOf('unit/electron/engine/core/forecast-fires');

/** What a span of the timeline has to hold. */
export const TIMELINE_RULE_FAULTS: readonly RuleFault[] = [
  timeline(
    'tells the runs of a day one by one',
    'a run that ended behind the span is left out',
    `${STORE}/timeline-rows.ts`,
    '...ended.all(from, to + LONG_MS, to),',
    '...ended.all(from, to, to),',
  ),
  timeline(
    'counts what ended in 90 days',
    'failures are counted as something else',
    `${STORE}/view-timeline.ts`,
    'failed: rows.map(({ failed }) => failed),',
    'failed: rows.map(() => 0),',
  ),
  timeline(
    'counts every ending once',
    'of several counts in a bin one is told',
    `${STORE}/timeline-bins.ts`,
    'if (source?.spanMs === binMs)',
    'if (source !== undefined)',
  ),
  timeline(
    'tells the runs that took long',
    'what took more than an hour is not looked for',
    `${STORE}/timeline-rows.ts`,
    '...endedLater.all(to + LONG_MS, to),',
    '',
  ),
  forecast(
    'a forecast tells every fire',
    'each trigger is told once',
    `${CORE}/forecast-fires.ts`,
    'at = nextFireTime(schedule, at + apartMs - 1, createdAt, until);',
    'at = null;',
  ),
  forecast(
    'of fires that are closer together',
    'all of them are told',
    `${CORE}/forecast-fires.ts`,
    'at + apartMs - 1',
    'at',
  ),
  forecast(
    'a trigger that fires once',
    'what fires later is told too',
    `${CORE}/forecast-fires.ts`,
    'at !== null && at <= until',
    'at !== null',
  ),
];
