const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Reads `2026-12-01T08:00Z` or `2026-12-01T08:00:30+01:00` as epoch milliseconds; `null` if it is no instant. */
export function parseIsoInstant(text: string): number | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, date = '', time = '', second = '00', fraction = '0'] = match;
  const wall = `${date}T${time}:${second}.${fraction.padEnd(3, '0')}Z`;
  // `Date.parse` turns 30 February into 2 March.
  const wallAt = Date.parse(wall);
  if (Number.isNaN(wallAt) || new Date(wallAt).toISOString() !== wall) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
