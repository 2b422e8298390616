import type { Run } from '#shared/contract/run-schema.ts';
import { createDraftStore } from '#renderer/parts/input/create-draft-store.ts';
import type { InputDraft } from '#renderer/parts/input/input-draft.ts';
import { draftOf } from '#renderer/parts/input/input-draft.ts';

/** What a person has chosen and typed for a new run, before it is made. */
export interface RetriggerDraft {
  readonly input: InputDraft;
  readonly revision: 'as_it_ran' | 'current';
  readonly idempotencyKey: 'new' | 'same';
  readonly reason: string;
}

export function freshRetrigger(run: Run): RetriggerDraft {
  return { input: draftOf(run.input), revision: 'current', idempotencyKey: 'new', reason: '' };
}

/** By the id of the run that the new one is made from. */
export const useRetriggerDraft = createDraftStore<RetriggerDraft>();
