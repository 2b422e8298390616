import { MAX_OUTPUT_BYTES, parseOutput } from '#shared/domain/attempt-output.ts';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';

/** Remembers the end of what an attempt says, as far as that may be its output. */
export interface OutputTail {
  push(bytes: Uint8Array): void;
  /** `null` where there is none. */
  output(): AttemptOutput | null;
}

const FIRST_BYTES = 1_024;

export function createOutputTail(): OutputTail {
  let kept: Buffer = Buffer.alloc(0);
  let length = 0;
  let totalBytes = 0;

  /** Copies what is kept once for every 64 KB that come, however small the pieces are. */
  function makeRoom(count: number): void {
    if (length + count <= kept.length) return;
    const tail = kept.subarray(Math.max(0, length - MAX_OUTPUT_BYTES), length);
    const wanted = Math.max(FIRST_BYTES, 2 * (tail.length + count));
    const roomier = Buffer.allocUnsafe(Math.min(wanted, 2 * MAX_OUTPUT_BYTES));
    roomier.set(tail);
    kept = roomier;
    length = tail.length;
  }

  return {
    push(bytes) {
      totalBytes += bytes.length;
      const piece = bytes.subarray(-MAX_OUTPUT_BYTES);
      makeRoom(piece.length);
      kept.set(piece, length);
      length += piece.length;
    },
    output() {
      const isWhole = totalBytes <= MAX_OUTPUT_BYTES;
      const tail = kept.subarray(Math.max(0, length - MAX_OUTPUT_BYTES), length);
      return parseOutput({ text: tail.toString('utf8'), isWhole });
    },
  };
}
