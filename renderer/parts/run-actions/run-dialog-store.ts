import { create } from 'zustand';
import type { Run } from '#shared/contract/run-schema.ts';

/** A question that is asked before something is done to a run. */
export interface RunDialog {
  readonly kind: 'retrigger' | 'resolve' | 'cancel' | 'pin';
  readonly run: Run;
}

interface RunDialogStore {
  readonly dialog: RunDialog | null;
  readonly ask: (dialog: RunDialog) => void;
  readonly close: () => void;
}

export const useRunDialog = create<RunDialogStore>()((set) => ({
  dialog: null,
  ask: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}));
