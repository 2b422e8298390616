import { create } from 'zustand';

/** How the console stands with the instance. */
export type ConnectionState =
  /** Nothing has come yet; or it answers again, and is not followed yet. */
  | 'connecting'
  /** The journal is being followed: what is shown is true. */
  | 'live'
  /** It was reached and is not any more; it is tried again and again. */
  | 'lost'
  /** The token is not accepted. */
  | 'refused';

interface ConnectionStore {
  readonly state: ConnectionState;
  /** When what is shown was last known to be true, epoch milliseconds. */
  readonly trueAt: number | null;
  /** Updates are held back until the person goes on. */
  readonly isPaused: boolean;
  readonly togglePause: () => void;
}

export const useConnection = create<ConnectionStore>()((set) => ({
  state: 'connecting',
  trueAt: null,
  isPaused: false,
  togglePause: () => set(({ isPaused }) => ({ isPaused: !isPaused })),
}));

/** Something was read: the instance answers again, and whoever waits to follow it need not wait any longer. */
export function noteAnswer(): void {
  if (useConnection.getState().state === 'lost') useConnection.setState({ state: 'connecting' });
}
