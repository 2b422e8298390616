import type { Bulk, BulkPreview } from '#shared/contract/bulk-schema.ts';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { BulkDeed } from '#shared/domain/bulk.ts';
import { MOST_BULK_ITEMS, defaultSpacing } from '#shared/domain/bulk.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { BulkKey, BulkRecord, BulkSubject } from '#engine/core/bulk-record.ts';
import { decideStop, decideUndo } from '#engine/core/bulk.ts';
import type { Actor, RunKey } from '#engine/core/live-run.ts';
import { parseBulkId, parseRunId } from '#engine/core/run-identity.ts';
import type { Store } from '#engine/core/store.ts';
import type { BulkItems } from '#engine/service/bulk-items.ts';
import type { BulkRequest, Procedure } from '#engine/service/bulk-request.ts';
import type { KeySource } from '#engine/service/key-source.ts';
import { previewBulk } from '#engine/service/preview-bulk.ts';
import { toRunQuery } from '#engine/service/run-query.ts';
import type { Turn } from '#engine/service/turn.ts';

export interface BulkCommandsDeps {
  readonly store: Store;
  readonly keys: KeySource;
  readonly items: BulkItems;
  /** Calls back once the event loop has delivered what is already there. */
  readonly nextTurn: (action: () => void) => void;
}

/** What people do to many runs at once. */
export interface BulkCommands {
  create(turn: Turn, request: BulkRequest, actor: Actor): Bulk;
  /** What `create` would do now; changes nothing, and lets the event loop go on meanwhile. */
  preview(request: BulkRequest, actor: Actor, now: number): Promise<BulkPreview>;
  undo(turn: Turn, id: string, actor: Actor): Bulk;
  stop(turn: Turn, id: string, actor: Actor): Bulk;
}

export function createBulkCommands(deps: BulkCommandsDeps): BulkCommands {
  const { store, keys } = deps;

  /** The runs that are meant now, in the order in which they are done. */
  function freeze({ deed, filter, runs }: BulkRequest, actor: Actor, now: number) {
    if (deed.action === 'resolve' && (actor.reason ?? '').trim() === '') {
      throw new Refusal('invalid_input', 'say why: resolving runs needs a reason', 'reason');
    }
    if ((filter === undefined) === (runs === undefined)) {
      throw new Refusal('invalid_input', 'say which runs: either by a filter or by their ids');
    }
    return filter === undefined ? named(store, runs ?? []) : matching(store, filter, now);
  }

  function end(
    turn: Turn,
    id: string,
    decide: (bulk: BulkRecord) => ReturnType<typeof decideUndo>,
  ) {
    const bulk = bulkWithId(store, id);
    turn.carryOut({ changes: [decide(bulk)], effects: [], answer: undefined });
    return viewBulk(store, bulk.key);
  }

  return {
    create(turn, request, actor) {
      const runKeys = freeze(request, actor, turn.now);
      const subjects = runKeys.map((runKey) => ({ runKey, nominalAt: null }));
      const { deed, filter = null } = request;
      return beginBulk({ store, keys, turn, procedure: request, deed, filter, subjects, actor });
    },
    async preview(request, actor, now) {
      const runKeys = freeze(request, actor, now);
      refuseSurprise(request, runKeys.length);
      return previewBulk({ ...deps, runKeys, request, actor, now });
    },
    undo: (turn, id, actor) => end(turn, id, (bulk) => decideUndo(bulk, actor)),
    stop: (turn, id, actor) => end(turn, id, (bulk) => decideStop(bulk, actor)),
  };
}

export interface BulkBeginning {
  readonly store: Store;
  readonly keys: KeySource;
  readonly turn: Turn;
  readonly procedure: Procedure;
  readonly deed: BulkDeed;
  readonly filter: RunFilter | null;
  readonly subjects: readonly BulkSubject[];
  readonly actor: Actor;
}

/** Writes down what is to be done, and to what; from then on the clock has it done. */
export function beginBulk(beginning: BulkBeginning): Bulk {
  const { store, keys, turn, procedure, deed, filter, subjects, actor } = beginning;
  refuseSurprise(procedure, subjects.length);
  const startsAt = turn.now + procedure.undoMs;
  const bulk: BulkRecord = {
    key: keys.nextBulk(),
    ...{ deed, filter, actor, createdAt: turn.now, startsAt },
    spacingMs: procedure.spacingMs ?? defaultSpacing(deed),
    itemCount: subjects.length,
    ...{ state: 'waiting', nextItem: 1, nextAt: startsAt, doneCount: 0, refusedCount: 0 },
  };
  turn.carryOut({
    changes: [{ type: 'bulk_created', bulk, subjects }],
    effects: [{ type: 'begin_bulks' }],
    answer: undefined,
  });
  return viewBulk(store, bulk.key);
}

/** Whoever has looked at twelve runs does not mean thirteen. */
export function refuseSurprise({ expectedCount }: Procedure, count: number): void {
  if (expectedCount === undefined || expectedCount === count) return;
  throw new Refusal(
    'conflict',
    `it would be ${count} now and not ${expectedCount}, as you saw: look again`,
    'expectedCount',
  );
}

/** Oldest first, as they would have been done one by one. */
function matching(store: Store, filter: RunFilter, now: number): readonly RunKey[] {
  const query = toRunQuery(store, filter, now);
  const found = store.view.findRunKeys(query, MOST_BULK_ITEMS + 1);
  if (found.length > MOST_BULK_ITEMS) {
    throw new Refusal(
      'invalid_input',
      `more than ${MOST_BULK_ITEMS.toLocaleString('en')} runs match, and no more are changed at once: narrow the filter`,
      'filter',
    );
  }
  if (found.length === 0) throw new Refusal('invalid_input', 'no run matches', 'filter');
  return found.toReversed();
}

/** Those that are gone are told of with the others; what cannot be a run of ours is a mistake. */
function named(store: Store, ids: readonly string[]): readonly RunKey[] {
  const keys = ids.map((id, index) => {
    const key = parseRunId(store.read.identity, id);
    if (key !== null) return key;
    throw new Refusal('not_found', `there is no run "${id}"`, `runs[${index}]`);
  });
  return [...new Set(keys)];
}

/** The bulk of that public id, or a refusal. */
export function bulkWithId(store: Store, id: string): BulkRecord {
  const key = parseBulkId(store.read.identity, id);
  return (key === null ? null : store.read.findBulk(key)) ?? refuseBulk(id);
}

/** The same in the contract's form. */
export function viewBulkWithId(store: Store, id: string): Bulk {
  return viewBulk(store, bulkWithId(store, id).key);
}

function viewBulk(store: Store, key: BulkKey): Bulk {
  const bulk = store.view.viewBulk(key);
  if (bulk === null) throw new Error(`bulk ${key} does not exist`);
  return bulk;
}

function refuseBulk(id: string): never {
  throw new Refusal('not_found', `there is no bulk "${id}": see \`nightdesk bulk list\``, 'bulk');
}
