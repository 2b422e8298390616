import type { BulkPreview } from '#shared/contract/bulk-schema.ts';
import { defaultSpacing } from '#shared/domain/bulk.ts';
import type { Method } from '#shared/domain/method.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { RefusedItem } from '#engine/core/group-refusals.ts';
import { groupRefusals } from '#engine/core/group-refusals.ts';
import type { Actor, LiveRun, RunKey } from '#engine/core/live-run.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { Store } from '#engine/core/store.ts';
import type { BulkItems } from '#engine/service/bulk-items.ts';
import type { BulkRequest } from '#engine/service/bulk-request.ts';

export interface BulkLook {
  readonly store: Store;
  readonly items: BulkItems;
  /** Calls back once the event loop has delivered what is already there. */
  readonly nextTurn: (action: () => void) => void;
  readonly runKeys: readonly RunKey[];
  readonly request: BulkRequest;
  readonly actor: Actor;
  readonly now: number;
}

/** More of them at once would hold up what is due. */
const SLICE = 200;
const SHOWN_EXAMPLES = 5;
const SHOWN_JOBS = 50;

/** Decides each as it would be decided now, and throws the decisions away. */
export async function previewBulk(look: BulkLook): Promise<BulkPreview> {
  const { runKeys, request, nextTurn } = look;
  const runs: LiveRun[] = [];
  const accepted: LiveRun[] = [];
  const refused: RefusedItem[] = [];
  for (let start = 0; start < runKeys.length; start += SLICE) {
    if (start > 0) await new Promise<void>(nextTurn);
    for (const runKey of runKeys.slice(start, start + SLICE)) {
      const { run, message } = lookAt(look, runKey);
      if (run !== null) runs.push(run);
      if (run !== null && message === null) accepted.push(run);
      else refused.push(toRefused(look, runKey, message ?? ''));
    }
  }
  return {
    count: runKeys.length,
    acceptedCount: accepted.length,
    byState: tally<RunState>(runs.map(({ state }) => state)),
    byMethod: tally<Method>(runs.map(({ revision }) => revision.definition.method)),
    byJob: jobsOf(runs),
    refusals: groupRefusals(refused),
    examples: accepted.slice(0, SHOWN_EXAMPLES).map((run) => toExample(look, run)),
    spacingMs: request.spacingMs ?? defaultSpacing(request.deed),
  };
}

function lookAt({ store, items, request, actor, now }: BulkLook, runKey: RunKey) {
  const run = store.read.findRun(runKey);
  try {
    items.decide(runKey, request.deed, { actor, now, newKey: () => 0 });
    return { run, message: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { run, message: error.message };
  }
}

function toRefused({ store }: BulkLook, runKey: RunKey, message: string): RefusedItem {
  return { message, item: { run: toRunId(store.read.identity, runKey), nominalAt: null } };
}

function toExample({ store }: BulkLook, { key, requestLine, revision }: LiveRun) {
  const { method } = revision.definition;
  return { run: toRunId(store.read.identity, key), requestLine, method };
}

function tally<Word extends string>(words: readonly Word[]): Partial<Record<Word, number>> {
  const counts: Partial<Record<Word, number>> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function jobsOf(runs: readonly LiveRun[]): BulkPreview['byJob'] {
  const counts = tally(runs.map(({ revision }) => revision.definition.name));
  return Object.entries(counts)
    .map(([job, count = 0]) => ({ job, count }))
    .sort((one, other) => other.count - one.count)
    .slice(0, SHOWN_JOBS);
}
