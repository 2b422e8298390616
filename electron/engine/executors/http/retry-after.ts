const SECONDS = /^\d{1,12}$/;
/** All three forms of an HTTP date begin with the day of the week (RFC 9110, 5.6.7). */
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/** How long a `Retry-After` asks to wait, in milliseconds from `wallNow`; `null` if it is absent or unreadable. */
export function parseRetryAfter(text: string | undefined, wallNow: number): number | null {
  if (text === undefined) return null;
  if (SECONDS.test(text)) return Number(text) * 1_000;
  if (!DATE.test(text)) return null;
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : Math.max(0, at - wallNow);
}
