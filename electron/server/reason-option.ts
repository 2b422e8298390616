export interface ReasonOption {
  readonly reason?: string;
}

/** Flag and explanation of the option that every command that changes something has. */
export const REASON_OPTION = ['--reason <text>', 'why, for whoever asks later'] as const;
