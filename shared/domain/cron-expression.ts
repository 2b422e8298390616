import { CRON_FIELDS, cronFieldFault } from '#shared/domain/cron-field.ts';
import {
  CRON_NICKNAMES,
  cronPattern,
  expandNickname,
  splitFields,
} from '#shared/domain/cron-pattern.ts';
import type { CronPattern } from '#shared/domain/cron-pattern.ts';
import { Refusal } from '#shared/domain/refusal.ts';

const MAX_LENGTH = 256;
/** croner searches on from here to the year 3000: more than the 400 years after which the calendar repeats. */
const ANY_WALL_TIME = Date.UTC(2000, 0, 1);

/** A cron expression that was checked, and fires at least now and then. */
export interface CronExpression {
  /** Five or six fields in capitals, one space apart, nicknames expanded: equal for equal spellings. */
  readonly text: string;
  /** Whether the hour field contains `*`: it then follows real time through changes of the clock, not the wall clock. */
  readonly followsRealTime: boolean;
  /** Whether both day fields are set: a day then matches when either of them does. */
  readonly matchesEitherDayField: boolean;
}

/** Reads five fields, six with seconds first, or a nickname; refuses anything else with one sentence that says why. */
export function parseCronExpression(text: string): CronExpression {
  if (text.length > MAX_LENGTH) {
    throw refusal(`a cron expression has at most ${MAX_LENGTH} characters, not ${text.length}`);
  }
  const fields = splitFields(expandNickname(text)).map((field) => field.toUpperCase());
  const written = splitFields(text).join(' ');
  assertFieldCount(written, fields);
  const six = fields.length === 5 ? ['0', ...fields] : fields;
  const fault = plainFault(six);
  if (fault !== null) throw notCron(written, fault);

  const expression = fields.join(' ');
  const pattern = toPattern(expression, six);
  if (pattern === null) throw notCron(written, faultForCroner(six));
  if (pattern.firstFrom(ANY_WALL_TIME) === null) throw neverFires(written, six);
  return {
    text: expression,
    followsRealTime: pattern.followsRealTime,
    matchesEitherDayField: [six[3], six[5]].every((field) => field !== '*' && field !== '?'),
  };
}

function assertFieldCount(written: string, fields: readonly string[]): void {
  if (written.startsWith('@') && fields.length === 1) {
    const known = Object.keys(CRON_NICKNAMES).join(', ');
    throw notCron(written, `the nicknames are ${known}`);
  }
  if (fields.length === 5 || fields.length === 6) return;
  if (fields.length === 7) throw notCron(written, 'a seventh field for the year is not supported');
  throw notCron(
    written,
    `it needs five fields (minute, hour, day of month, month, day of week) or six with seconds first, and has ${fields.length}`,
  );
}

function plainFault(six: readonly string[]): string | null {
  for (const [index, field] of CRON_FIELDS.entries()) {
    const fault = cronFieldFault(field, six[index] ?? '');
    if (fault !== null) return fault;
  }
  return null;
}

function toPattern(expression: string, six: readonly string[]): CronPattern | null {
  if (!six.every(hasCronCharacters)) return null;
  try {
    return cronPattern(expression);
  } catch {
    return null;
  }
}

/** croner does not reliably tell which field it dislikes, so each is shown to it alone. */
function faultForCroner(six: readonly string[]): string {
  const index = six.findIndex((text, at) => {
    const alone = six.map((_text, other) => (other === at ? text : '*'));
    return toPattern(alone.join(' '), alone) === null;
  });
  const field = CRON_FIELDS[index];
  if (field === undefined) return 'its fields do not go together';
  return `${field.name} cannot be ${JSON.stringify(six[index])}`;
}

/** croner would take text with a colon for a date, and a leading + for "both day fields must match". */
function hasCronCharacters(text: string): boolean {
  return /^[0-9A-Z*?,/#-]+$/.test(text);
}

function neverFires(written: string, six: readonly string[]): Refusal {
  return refusal(
    `${JSON.stringify(written)} can never fire: day of month ${six[3] ?? ''} does not exist in month ${six[4] ?? ''}`,
  );
}

function notCron(written: string, fault: string): Refusal {
  return refusal(`${JSON.stringify(written)} is not a cron expression: ${fault}`);
}

function refusal(sentence: string): Refusal {
  return new Refusal('invalid_input', sentence);
}
