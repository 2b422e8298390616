import { create } from 'zustand';
import type { Job } from '#shared/contract/job-schema.ts';
import type { JobPurpose } from '#renderer/parts/job-actions/job-choice.ts';

/** What is asked before something is done to a job; `choose` asks first to which. */
export type JobDialog =
  | { readonly kind: 'run' | 'pause'; readonly job: Job }
  | { readonly kind: 'choose'; readonly purpose: JobPurpose };

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
