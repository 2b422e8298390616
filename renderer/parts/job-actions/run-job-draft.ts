import { createDraftStore } from '#renderer/parts/input/create-draft-store.ts';
import type { InputDraft } from '#renderer/parts/input/input-draft.ts';

/** What a person has typed for a run by hand, before it is made. */
export interface RunJobDraft {
  readonly input: InputDraft;
  /** When it starts, as it was written; `null` for now. */
  readonly startText: string | null;
  readonly reason: string;
}

/** By the job's name. */
export const useRunJobDraft = createDraftStore<RunJobDraft>();
