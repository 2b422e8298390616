import type { AttemptToken } from '#engine/core/executor.ts';

/** A piece of an attempt's output. */
export interface LogChunk {
  /** Bytes as they were written; decoding is the reader's business, because chunks may split a character. */
  readonly bytes: Uint8Array;
  /** Logical position of the first byte, counted from the start of the output. */
  readonly offset: number;
  /** Where to read on. */
  readonly nextOffset: number;
  /** Bytes between the asked-for offset and `offset` that were dropped because the output exceeded its cap. */
  readonly omittedBytes: number;
  /** Nothing that is kept lies behind it, at this moment. A short chunk alone does not tell. */
  readonly isEnd: boolean;
}

/** Reads the output of attempts. An attempt without output reads as empty. */
export interface AttemptLogReader {
  read(token: AttemptToken, offset: number, maxBytes: number): Promise<LogChunk>;
}

/**
 * Output of one attempt, appended as it comes. At most the cap is kept: the first half of it, and the newest
 * output in the rest.
 */
export interface AttemptLogWriter {
  write(bytes: Uint8Array | string): void;
  /** Everything written so far is with the operating system. */
  close(): Promise<void>;
}
