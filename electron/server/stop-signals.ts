import { constants } from 'node:os';

export interface StopSignals {
  /** Resolves at the first SIGINT or SIGTERM. */
  readonly asked: Promise<void>;
  close(): void;
}

/** The first signal asks for an orderly end; a second Ctrl-C means at once. */
export function listenForStopSignals(): StopSignals {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let isAsked = false;
  const ask = (signal: NodeJS.Signals) => {
    if (isAsked && signal === 'SIGINT') process.exit(128 + constants.signals.SIGINT);
    isAsked = true;
    resolve(undefined);
  };
  process.on('SIGINT', ask).on('SIGTERM', ask);
  return {
    asked: promise,
    close: () => void process.off('SIGINT', ask).off('SIGTERM', ask),
  };
}
