const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** `412 kB`: powers of a thousand, three digits at most. */
export function formatBytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? 'B'}`;
}
