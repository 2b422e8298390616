import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, DOMAIN, rulesOf } from '#test/faults/rule-fault.ts';

const fire = rulesOf('unit/shared/domain/next-fire-times');
const zoneData = rulesOf('integration/semantics/zone-data');
const local = rulesOf('unit/shared/domain/local-time');

/** Section 9: time zones and daylight saving. */
export const TIME_ZONE_RULE_FAULTS: readonly RuleFault[] = [
  fire(
    '`30 2 * * *` in Berlin on 28 March 2027',
    'the default is to shift',
    `${DOMAIN}/cron-fire-times.ts`,
    "return gap === 'shift' ? wallAt - offsetBeforeMs : startAt;",
    'return wallAt - offsetBeforeMs;',
  ),
  fire(
    '`30 2 * * *` in Berlin on 31 October 2027',
    'a repeated time fires twice',
    `${DOMAIN}/cron-fire-times.ts`,
    "fold === 'first' ? startAt + offsetBeforeMs : -Infinity",
    '-Infinity',
  ),
  fire(
    '`*/30 * * * *` in Berlin on 31 October 2027',
    'an hour field with * follows the wall clock',
    `${DOMAIN}/cron-pattern.ts`,
    '/[*?]/.test(',
    '/[?]/.test(',
  ),
  fire(
    '`0 0 * * *` in Santiago',
    'a skipped midnight does not happen',
    `${DOMAIN}/cron-fire-times.ts`,
    "gap === 'skip' || offsetMs <= offsetBeforeMs",
    "gap !== 'shift' || offsetMs <= offsetBeforeMs",
  ),
  fire(
    '`0,30 2 * * *` in Berlin on 28 March 2027',
    'each skipped time is an instant of its own',
    `${DOMAIN}/cron-fire-times.ts`,
    "return gap === 'shift' ? wallAt - offsetBeforeMs : startAt;",
    'return wallAt - offsetBeforeMs;',
  ),
  fire(
    'next_valid: happen at the first instant after the gap',
    'next_valid shifts',
    `${DOMAIN}/cron-fire-times.ts`,
    "return gap === 'shift' ? wallAt - offsetBeforeMs : startAt;",
    'return wallAt - offsetBeforeMs;',
  ),
  fire(
    'shift: happen later by the length of the gap',
    'shift is next_valid',
    `${DOMAIN}/cron-fire-times.ts`,
    "return gap === 'shift' ? wallAt - offsetBeforeMs : startAt;",
    'return startAt;',
  ),
  fire(
    'skip: do not happen',
    'skip is next_valid',
    `${DOMAIN}/cron-fire-times.ts`,
    "if (gap === 'skip' || offsetMs",
    'if (offsetMs',
  ),
  fire(
    'a skipped local time is nobody',
    'an hour field with * obeys the gap rule',
    `${DOMAIN}/cron-fire-times.ts`,
    "{ gap: 'skip', fold: 'both' }",
    "{ gap: 'next_valid', fold: 'both' }",
  ),
  fire(
    'both of a repeated local time fire',
    'an hour field with * obeys the fold rule',
    `${DOMAIN}/cron-fire-times.ts`,
    "{ gap: 'skip', fold: 'both' }",
    "{ gap: 'skip', fold: 'first' }",
  ),
  fire(
    'a list of all hours is a fixed hour',
    'a list counts as *',
    `${DOMAIN}/cron-pattern.ts`,
    '/[*?]/.test(',
    '/[*?,]/.test(',
  ),
  fire(
    'both day fields set: either of them is enough',
    'both have to match',
    `${DOMAIN}/cron-pattern.ts`,
    "mode: '5-or-6-parts' }",
    "mode: '5-or-6-parts', domAndDow: true }",
  ),
  fire(
    'fire at every multiple from when the trigger was created',
    'an interval drifts',
    `${DOMAIN}/next-fire-times.ts`,
    '(schedule.anchorAt ?? createdAt) + tick * schedule.everyMs',
    '(schedule.anchorAt ?? createdAt) + tick * (schedule.everyMs + 1)',
  ),
  local(
    'is refused with both, and pasting either one works',
    'the first of a doubled time is taken',
    `${DOMAIN}/local-time.ts`,
    "second === undefined || fold === 'first'",
    "second === undefined || fold !== 'second'",
  ),
  local(
    'is resolved when it is said which one is meant',
    'the second cannot be meant',
    `${DOMAIN}/local-time.ts`,
    "if (fold === 'second') return second;",
    'if (fold !== undefined) return first;',
  ),
  local(
    'the sentence says what the clock does',
    'the sentence ends too late',
    `${DOMAIN}/local-time.ts`,
    '`${formatWallTime(wallStart(after) - gapMs)} to',
    '`${formatWallTime(wallStart(after))} to',
  ),
  zoneData(
    'with new time-zone data instants to come',
    'what is planned stays as it was planned',
    `${CORE}/zone-data.ts`,
    'before === null ? [] : facts.futureTriggers(now);',
    'before === null ? facts.futureTriggers(now) : [];',
  ),
  zoneData(
    'with the same time-zone data nothing',
    'each start plans anew',
    `${CORE}/zone-data.ts`,
    'if (before === after) return {',
    'if (before === after && now < 0) return {',
  ),
  zoneData(
    'an instant that new time-zone data moves into the past',
    'only what is still to come is planned',
    `${CORE}/zone-data.ts`,
    'Math.max(decidedAt, Math.min(now, fromAt - LONGEST_SHIFT_MS))',
    'Math.max(decidedAt, now)',
  ),
  zoneData(
    'a local time is resolved anew',
    'it keeps the instant that older data gave it',
    `${CORE}/zone-data.ts`,
    'const schedule = resolveScheduleAnew(record.trigger.schedule);',
    'const { schedule } = record.trigger;',
  ),
];
