const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** From ten minutes on each is a multiple of a span in which endings are counted as they happen. */
const WIDTHS = [
  ...[1, 2, 5, 10, 20, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 72, 168].map((count) => count * HOUR),
];

/** The narrowest bins of which at most `columns` cover a span. */
export function binWidth(spanMs: number, columns: number): number {
  return WIDTHS.find((width) => spanMs / width <= columns) ?? 168 * HOUR;
}
