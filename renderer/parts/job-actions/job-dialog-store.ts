import { create } from 'zustand';
import type { Job } from '#shared/contract/job-schema.ts';
import type { PauseOn } from '#shared/contract/pause-operations.ts';
import type { JobPurpose } from '#renderer/parts/job-actions/job-choice.ts';

/** What is asked before something is done to a job, or paused; `choose` asks first to which, `pauses` lists what is paused. */
export type JobDialog =
  | { readonly kind: 'run'; readonly job: Job }
  | { readonly kind: 'pause'; readonly on: PauseOn }
  | { readonly kind: 'pauses' }
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
