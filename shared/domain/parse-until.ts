import { formatLocalTime, resolveLocalTime } from '#shared/domain/local-time.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { parseDuration } from '#shared/lib/duration.ts';
import { quoted } from '#shared/lib/quoted.ts';

const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const DAY_MS = 86_400_000;

/** The instant that a person means by `18:00` (the next one), `2h` (from now) or `2027-03-28T02:30`. */
export function parseUntil(text: string, zone: string, now: number): number {
  const durationMs = parseDuration(text);
  const at = durationMs === null ? localInstant(text.trim(), zone, now) : now + durationMs;
  if (at > now) return at;
  throw new Refusal('invalid_input', `${quoted(text)} has passed in ${zone}: name a later time`);
}

function localInstant(text: string, zone: string, now: number): number {
  const clock = CLOCK.exec(text);
  if (clock === null) return resolveWritten(text, zone);
  const time = `${(clock[1] ?? '').padStart(2, '0')}:${clock[2] ?? ''}`;
  const today = formatLocalTime(now, zone).slice(0, 'yyyy-mm-dd'.length);
  const at = resolveLocalTime({ local: `${today}T${time}`, zone, fold: 'second' });
  if (at > now) return at;
  const tomorrow = new Date(Date.parse(`${today}T00:00Z`) + DAY_MS).toISOString();
  return resolveLocalTime({ local: `${tomorrow.slice(0, 10)}T${time}`, zone, fold: 'first' });
}

function resolveWritten(text: string, zone: string): number {
  if (/^\d{4}-/.test(text)) return resolveLocalTime({ local: text, zone });
  throw new Refusal(
    'invalid_input',
    `${quoted(text)} is no time: write 18:00, 2h, or 2027-03-28T02:30`,
  );
}
