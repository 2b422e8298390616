import type { MarkKind } from '#shared/domain/failure-group-state.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { FailureGroupRecord } from '#engine/core/decide-mark.ts';
import { decideMark, decideReopening } from '#engine/core/decide-mark.ts';
import type { FailureMark } from '#engine/core/failure-group.ts';
import type { Actor } from '#engine/core/live-run.ts';
import type { Store } from '#engine/core/store.ts';
import type { Turn } from '#engine/service/turn.ts';

/** What people say about groups of failures. Each runs inside a turn and answers with the newest word. */
export interface FailureCommands {
  mark(turn: Turn, fingerprint: string, kind: MarkKind, actor: Actor): FailureMark;
  reopen(turn: Turn, fingerprint: string, actor: Actor): FailureMark | null;
}

export function createFailureCommands({ read }: Pick<Store, 'read'>): FailureCommands {
  function groupOf(fingerprint: string): FailureGroupRecord {
    const group = read.findFailureGroup(fingerprint);
    if (group !== null) return group;
    throw new Refusal(
      'not_found',
      `no run has failed with fingerprint ${fingerprint}`,
      'fingerprint',
    );
  }

  return {
    mark: (turn, fingerprint, kind, actor) =>
      turn.carryOut(decideMark(groupOf(fingerprint), kind, actor, turn.now)),
    reopen(turn, fingerprint, actor) {
      turn.carryOut(decideReopening(groupOf(fingerprint), actor));
      return groupOf(fingerprint).mark;
    },
  };
}
