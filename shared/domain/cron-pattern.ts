/**
 * Which wall times an expression matches, without any time zone. Wall times are written as the epoch
 * milliseconds that they would be in UTC, and croner is only ever asked about UTC: what a zone makes of a
 * wall time is decided elsewhere.
 */
import { Cron } from 'croner';
import { createBoundedCache } from '#shared/lib/bounded-cache.ts';

/** A parsed pattern holds 80 KB (croner keeps a flag for each of 10,000 years) and takes 30 µs to make. */
const CACHED_PATTERNS = 32;

export interface CronPattern {
  /** Whether the hour field contains `*`: the expression then follows real time, not the wall clock. */
  readonly followsRealTime: boolean;
  /** The first matching wall time that is not before another; `null` if there is none before the year 3000. */
  firstFrom(wallAt: number): number | null;
}

/** The pattern of an expression that `parseCronExpression` accepts. */
export const cronPattern: (expression: string) => CronPattern = createBoundedCache(
  CACHED_PATTERNS,
  toCronPattern,
);

/** Throws croner's own error on what croner does not understand. */
function toCronPattern(expression: string): CronPattern {
  const text = expandNickname(expression);
  const cron = new Cron(text, { utcOffset: 0, mode: '5-or-6-parts' });
  return {
    followsRealTime: /[*?]/.test(splitFields(text).at(-4) ?? ''),
    firstFrom: (wallAt) => cron.nextRun(new Date(wallAt - 1))?.getTime() ?? null,
  };
}

export const CRON_NICKNAMES: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** What a nickname stands for; any other text as it is. */
export function expandNickname(text: string): string {
  return CRON_NICKNAMES[text.trim().toLowerCase()] ?? text;
}

/** The fields of an expression, which any white space separates. */
export function splitFields(text: string): readonly string[] {
  return text.split(/\s+/).filter((field) => field !== '');
}
