/** How long each span of the histograms of failures is, and how many there are: a week. */
export const HISTOGRAM_SPAN_MS = 4 * 3_600_000;
export const HISTOGRAM_SPANS = 42;

/** Where the first span begins: spans are aligned to the epoch, and the last one holds the present. */
export function histogramStart(now: number): number {
  return spanOf(now) - (HISTOGRAM_SPANS - 1) * HISTOGRAM_SPAN_MS;
}

/** Counts in spans, from instants of which each stands for a number of failures. */
export function toHistogram(
  from: number,
  counted: Iterable<{ readonly at: number; readonly count: number }>,
): number[] {
  const spans = Array.from({ length: HISTOGRAM_SPANS }, () => 0);
  for (const { at, count } of counted) {
    const index = (spanOf(at) - from) / HISTOGRAM_SPAN_MS;
    if (index >= 0 && index < HISTOGRAM_SPANS) spans[index] = (spans[index] ?? 0) + count;
  }
  return spans;
}

function spanOf(at: number): number {
  return Math.floor(at / HISTOGRAM_SPAN_MS) * HISTOGRAM_SPAN_MS;
}
