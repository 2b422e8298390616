/** What one scenario measured: printed as one line of JSON, read by `run.ts`. */
export type Measures = Readonly<Record<string, number>>;

export function printMeasures(measures: Measures): void {
  process.stdout.write(`${JSON.stringify(measures)}\n`);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
