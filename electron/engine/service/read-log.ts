import { isFinalAttempt } from '#shared/domain/attempt-state-table.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { AttemptLogReader } from '#engine/core/attempt-log.ts';
import type { Store } from '#engine/core/store.ts';
import { runKeyOf } from '#engine/service/run-commands.ts';

export interface LogRequest {
  readonly run: string;
  /** `null`: the newest attempt. */
  readonly attempt: number | null;
  readonly offset: number;
  readonly maxBytes: number;
}

export interface LogPage {
  readonly attempt: number;
  readonly text: string;
  readonly offset: number;
  readonly nextOffset: number;
  readonly omittedBytes: number;
  readonly isComplete: boolean;
}

/** Reads a piece of an attempt's output as text, never cutting a character in two. */
export async function readLog(
  store: Store,
  logs: AttemptLogReader,
  request: LogRequest,
): Promise<LogPage> {
  const key = runKeyOf(store, request.run);
  const attempt = store.view.findAttempt(key, request.attempt);
  if (attempt === null) {
    const which = request.attempt === null ? 'no attempt yet' : `no attempt ${request.attempt}`;
    throw new Refusal('not_found', `run ${request.run} has ${which}`, 'attempt');
  }
  // Asked before reading: what is written after the end was seen would be missed the other way round.
  const hasEnded = isFinalAttempt(attempt.state);
  const chunk = await logs.read(attempt.token, request.offset, request.maxBytes);
  const isFull = chunk.bytes.length === request.maxBytes;
  const goesOn = isFull || (chunk.isEnd && !hasEnded);
  const whole = goesOn ? wholeCharacters(chunk.bytes) : chunk.bytes;
  return {
    attempt: attempt.number,
    text: new TextDecoder().decode(whole),
    offset: chunk.offset,
    nextOffset: chunk.offset + whole.length,
    omittedBytes: chunk.omittedBytes,
    isComplete: hasEnded && chunk.isEnd && whole.length === chunk.bytes.length,
  };
}

/** Leaves out a character whose last bytes have not been written or read yet. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    return lengthOf(byte) > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** How many bytes a UTF-8 character takes that begins with this one. */
function lengthOf(first: number): number {
  if (first >= 0b1111_0000) return 4;
  if (first >= 0b1110_0000) return 3;
  return first >= 0b1100_0000 ? 2 : 1;
}
