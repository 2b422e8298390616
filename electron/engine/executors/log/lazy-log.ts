import type { AttemptLogWriter } from '#engine/core/attempt-log.ts';

/** Output of one attempt, which costs nothing until something is written. */
export interface LazyLog {
  /** Ignored once the log is closed: work that was let go of may still be talking. */
  write(output: Uint8Array | string): void;
  /** Calls `then` once everything is with the operating system: at once where nothing was written. */
  close(then: () => void): void;
}

export function createLazyLog(open: () => AttemptLogWriter): LazyLog {
  let writer: AttemptLogWriter | null = null;
  let isClosed = false;
  return {
    write(output) {
      if (isClosed) return;
      writer ??= open();
      writer.write(output);
    },
    close(then) {
      isClosed = true;
      if (writer === null) then();
      else writer.close().then(then, then);
    },
  };
}
