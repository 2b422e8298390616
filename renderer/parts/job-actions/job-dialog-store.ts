import { create } from 'zustand';
import type { Job } from '#shared/contract/job-schema.ts';

/** What is asked before something is done to a job; `choose` asks which job is to be run. */
export type JobDialog =
  { readonly kind: 'run' | 'pause'; readonly job: Job } | { readonly kind: 'choose' };

interface JobDialogStore {
  readonly dialog: JobDialog | null;
  readonly ask: (dialog: JobDialog) => void;
  readonly close: () => void;
}

export const useJobDialog = create<JobDialogStore>()((set) => ({
  dialog: null,
  ask: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}));
