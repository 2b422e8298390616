import type { Database } from 'better-sqlite3';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { whyNoRetry } from '#engine/core/by-hand.ts';
import type { FailureMark } from '#engine/core/failure-group.ts';
import { decideGroupState } from '#engine/core/failure-group.ts';
import { HISTOGRAM_SPAN_MS, histogramStart, toHistogram } from '#engine/core/failure-histogram.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { FailureViews } from '#engine/core/view-reader.ts';
import type { FailedCount, FailedRun, LiveFailure } from '#engine/store/failure-reader.ts';
import { createFailureReader } from '#engine/store/failure-reader.ts';
import { createMarkReader } from '#engine/store/read-failure-groups.ts';
import type { SetRightRun } from '#engine/store/set-right-run.ts';
import { isUndecided, openSince, setRightOf } from '#engine/store/standing-of-group.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';

/*
 * A group is made of the runs that failed since an instant, and of every run that is not over and has failed:
 * whatever still needs somebody is shown, however long ago it began to.
 */

/** What is known of one fingerprint before its runs are looked at. */
interface Members {
  readonly fingerprint: string;
  readonly failed: FailedCount | null;
  readonly live: readonly LiveFailure[];
  /** Those of them that were set right, as far back as `stateSince`. */
  readonly setRight: readonly SetRightRun[];
  readonly mark: FailureMark | null;
  readonly spans: readonly { readonly at: number; readonly count: number }[];
}

/** Instants, epoch milliseconds. */
interface Window {
  /** From here on failures are counted. */
  readonly since: number;
  /** From here on they say how the group stands. */
  readonly stateSince: number;
  /** Where the histogram begins. */
  readonly from: number;
}

/** A group stands the same however short a time is asked about. */
const STATE_MS = 7 * 86_400_000;
const SAMPLES = 5;
const RETRYABLE = 1_000;

export function createFailureViews(
  database: Database,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): FailureViews {
  const reader = createFailureReader(database);

  const marks = createMarkReader(database);

  function toGroup(members: Members, { since, stateSince, from }: Window): FailureGroup {
    const { fingerprint, failed, live, setRight, mark } = members;
    const resolved = new Set(
      setRight.filter(({ failedAt }) => failedAt >= since).map(({ runKey }) => runKey),
    );
    // So many more, because those that have been set right stand among them.
    // Not more than there are, or the search for another one would go through all that is older than `since`.
    const limit = Math.min(failed?.count ?? 0, RETRYABLE + resolved.size);
    const runs = failed === null ? [] : reader.failed(fingerprint, since, limit);
    const newest = [...live, ...runs].sort((a, b) => b.runKey - a.runKey);
    const last = newest[0] === undefined ? null : reader.lastFailure(newest[0].runKey);
    const count = (...states: readonly string[]) =>
      live.filter(({ state }) => states.includes(state)).length;
    const liveAt = live.map(({ failedAt }) => ({ at: failedAt, count: 1 }));
    return {
      fingerprint,
      message: last?.message ?? '',
      failureClass: last?.failureClass ?? last?.state ?? '',
      state: decideGroupState({
        ...{ setRight, mark, isRetrying: live.some(({ state }) => !isUndecided(state)) },
        openSince: openSince(reader, members, stateSince),
      }),
      mark,
      ...definitionsOf(newest),
      openCount: (failed?.count ?? 0) - resolved.size + count('unknown', 'held'),
      retryingCount: live.length - count('unknown', 'held'),
      resolvedCount: resolved.size,
      unknownCount: count('unknown'),
      firstAt: live.reduce(
        (at, { failedAt }) => Math.min(at, failedAt),
        failed?.firstAt ?? Infinity,
      ),
      lastAt: live.reduce(
        (at, { failedAt }) => Math.max(at, failedAt),
        failed?.lastAt ?? -Infinity,
      ),
      histogram: toHistogram(from, [...members.spans, ...liveAt]),
      samples: newest.slice(0, SAMPLES).map(({ runKey }) => ({
        run: toRunId(identity, runKey),
        ...reader.request(runKey),
      })),
      retryable: runs
        .filter((run) => !resolved.has(run.runKey) && takesRetry(run))
        .slice(0, RETRYABLE)
        .map(({ runKey }) => toRunId(identity, runKey)),
    };
  }

  function definitionsOf(runs: readonly { readonly revisionKey: number }[]) {
    const keys = [...new Set(runs.map(({ revisionKey }) => revisionKey))];
    const definitions = keys.map((key) => revisions.read(key).definition);
    return {
      jobs: [...new Set(definitions.map(({ name }) => name))],
      methods: [...new Set(definitions.map(({ method }) => method))],
    };
  }

  function takesRetry({ revisionKey, hasLostAttempt }: FailedRun): boolean {
    const { method } = revisions.read(revisionKey).definition;
    const facts = { state: 'failed', method, hasLostAttempt: hasLostAttempt === 1 } as const;
    return whyNoRetry(facts) === null;
  }

  return {
    listFailures({ since, now, jobKey = null }) {
      const histogramFrom = histogramStart(now);
      const failed = byFingerprint(reader.counts({ since, jobKey }));
      const live = byFingerprint(reader.live(jobKey));
      const stateSince = Math.min(since, now - STATE_MS);
      const setRight = byFingerprint(reader.setRight({ since: stateSince, jobKey }));
      const said = marks();
      const spans = byFingerprint(reader.spans({ since: histogramFrom, jobKey }));
      const groups = [...new Set([...failed.keys(), ...live.keys()])].map((fingerprint) =>
        toGroup(
          {
            fingerprint,
            failed: failed.get(fingerprint)?.[0] ?? null,
            live: live.get(fingerprint) ?? [],
            setRight: setRightOf(
              reader,
              fingerprint,
              setRight.get(fingerprint) ?? [],
              stateSince,
              said.get(fingerprint)?.resolvedAt ?? null,
            ),
            mark: said.get(fingerprint)?.newest ?? null,
            spans: spans.get(fingerprint) ?? [],
          },
          { since, stateSince, from: histogramFrom },
        ),
      );
      groups.sort((a, b) => b.lastAt - a.lastAt);
      return { groups, histogramFrom, bucketMs: HISTOGRAM_SPAN_MS };
    },
  };
}

function byFingerprint<Row extends { readonly fingerprint: string }>(rows: readonly Row[]) {
  return Map.groupBy(rows, ({ fingerprint }) => fingerprint);
}
