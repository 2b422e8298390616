import type { BulkDeed, RunDeed } from '#shared/domain/bulk.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { BulkRecord, BulkSubject, ItemResult } from '#engine/core/bulk-record.ts';
import { refuseRepetitionInBulk } from '#engine/core/by-hand.ts';
import type { Decision } from '#engine/core/change.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { Store } from '#engine/core/store.ts';
import type { Backfills } from '#engine/service/backfills.ts';
import type { Circumstances, RunDeeds } from '#engine/service/run-deeds.ts';
import type { Turn } from '#engine/service/turn.ts';

export interface BulkItemsDeps {
  readonly store: Store;
  readonly deeds: RunDeeds;
  readonly backfills: Backfills;
  readonly newKey: () => RunKey;
}

/** What is done to one of many, by the rules of doing it to one. */
export interface BulkItems {
  /** Throws a refusal, or answers with what there is to be done; nothing has changed yet. */
  decide(runKey: RunKey, deed: RunDeed, circumstances: Circumstances): Decision<RunKey>;
  /** Does it, and tells what became of it. */
  perform(turn: Turn, bulk: BulkRecord, subject: BulkSubject): ItemResult;
}

export function createBulkItems({ store, deeds, backfills, newKey }: BulkItemsDeps): BulkItems {
  function runOf(runKey: RunKey): LiveRun {
    const run = store.read.findRun(runKey);
    if (run !== null) return run;
    const id = toRunId(store.read.identity, runKey);
    throw new Refusal('not_found', `there is no run "${id}"`);
  }

  function decide(runKey: RunKey, deed: RunDeed, circumstances: Circumstances) {
    const run = runOf(runKey);
    if (deed.action === 'retrigger') refuseRepetitionInBulk(run);
    return deeds.decide(run, deed, circumstances);
  }

  function decideItem(deed: BulkDeed, subject: BulkSubject, circumstances: Circumstances) {
    if (deed.action === 'backfill') {
      return backfills.decide(deed, subject.nominalAt ?? 0, circumstances);
    }
    return decide(subject.runKey ?? 0, deed, circumstances);
  }

  return {
    decide,
    perform(turn, { deed, actor }, subject) {
      let decision: Decision<RunKey>;
      try {
        decision = decideItem(deed, subject, { actor, now: turn.now, newKey });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { isDone: false, message: error.message };
      }
      return { isDone: true, runKey: turn.carryOut(decision) };
    },
  };
}
