import type { Throughput } from '#shared/contract/activity-schema.ts';

/** What happened in one span of time. */
export interface ThroughputColumn {
  readonly at: number;
  readonly succeeded: number;
  /** Below zero, because it is drawn below the axis. */
  readonly failed: number;
  readonly other: number;
}

export function toColumns(throughput: Throughput): readonly ThroughputColumn[] {
  return throughput.startAt.map((at, index) => ({
    at,
    succeeded: throughput.succeeded[index] ?? 0,
    failed: -(throughput.failed[index] ?? 0),
    other: throughput.other[index] ?? 0,
  }));
}

/** Spans in a row in which something failed; from and to are indexes, the last one included. */
export interface FailureCluster {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** From how many failures on a cluster is worth a label. */
const WORTH_A_LABEL = 3;

/** The cluster with the most failures; one span without any does not end it. */
export function worstCluster(columns: readonly ThroughputColumn[]): FailureCluster | null {
  let worst: FailureCluster | null = null;
  let current: FailureCluster | null = null;
  for (const [index, { failed }] of columns.entries()) {
    if (failed === 0) continue;
    current = extend(current, index, -failed);
    if (current.count > (worst?.count ?? WORTH_A_LABEL - 1)) worst = current;
  }
  return worst;
}

function extend(cluster: FailureCluster | null, index: number, count: number): FailureCluster {
  if (cluster === null || index - cluster.to > 2) return { from: index, to: index, count };
  return { ...cluster, to: index, count: cluster.count + count };
}

/** How far the axis reaches above and below zero; failures always have room for their label. */
export function verticalReach(columns: readonly ThroughputColumn[]): readonly [number, number] {
  const up = Math.max(4, ...columns.map(({ succeeded }) => succeeded));
  const down = Math.min(-up * 0.3, ...columns.map(({ failed }) => failed));
  return [down, up];
}
