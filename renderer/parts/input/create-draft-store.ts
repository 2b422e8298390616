import { useState } from 'react';
import { create } from 'zustand';

export interface KeptDraft<Draft> {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** Back to what it would be had nobody typed anything. */
  readonly discard: () => void;
  /** It was typed before the dialog was opened this time. */
  readonly isFromBefore: boolean;
}

/**
 * Keeps what people have typed into a dialog for as long as the page is there, so that closing it, on purpose or by a
 * click beside it, loses nothing. A draft that is as it was at first is none.
 */
export function createDraftStore<Draft extends object>() {
  const useDrafts = create<ReadonlyMap<string, Draft>>()(() => new Map());

  function put(key: string, draft: Draft | null): void {
    const others = [...useDrafts.getState()].filter(([known]) => known !== key);
    useDrafts.setState(new Map(draft === null ? others : [...others, [key, draft]]), true);
  }

  return function useDraft(key: string, fresh: Draft): KeptDraft<Draft> {
    const kept = useDrafts((drafts) => drafts.get(key));
    const [wasKept] = useState(kept !== undefined);
    return {
      draft: kept ?? fresh,
      change(part) {
        const next = { ...(useDrafts.getState().get(key) ?? fresh), ...part };
        put(key, JSON.stringify(next) === JSON.stringify(fresh) ? null : next);
      },
      discard: () => put(key, null),
      isFromBefore: wasKept && kept !== undefined,
    };
  };
}
