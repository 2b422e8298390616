import { create } from 'zustand';

/** What lies over the screen. */
interface OverlayStore {
  readonly open: 'palette' | 'shortcuts' | null;
  readonly show: (overlay: 'palette' | 'shortcuts') => void;
  readonly close: () => void;
}

export const useOverlays = create<OverlayStore>()((set) => ({
  open: null,
  show: (overlay) => set({ open: overlay }),
  close: () => set({ open: null }),
}));
