/**
 * The output of one attempt on disk, at most `capBytes` of it.
 *
 * The first half of the cap goes to `output.log`. What follows goes to segments of a quarter of the cap each,
 * named after the logical position of their first byte (`output.25000000.log`). Two segments are kept: before
 * a third begins, the older one is deleted. So the beginning and the newest quarter to half always survive, the
 * middle goes, and the file names alone tell a reader where every byte belongs and how many are missing.
 *
 * Writes are synchronous: nothing piles up in memory however fast the work talks, whoever feeds the log is
 * slowed down to the speed of the disk, and what was written survives the end of this process.
 */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { segmentNameOf } from '#engine/executors/log/log-segment.ts';
import type { AttemptLogWriter } from '#engine/core/attempt-log.ts';

export const DEFAULT_LOG_CAP_BYTES = 50_000_000;

interface OpenSegment {
  readonly fd: number;
  readonly endsAt: number;
}

/**
 * The log in `folder`, which is made together with the first output. `capBytes` is at least 4. A disk that
 * refuses a write ends the log and never the work: what was kept until then stays readable.
 */
export function createCappedLog(
  folder: string,
  capBytes: number = DEFAULT_LOG_CAP_BYTES,
): AttemptLogWriter {
  const headBytes = Math.floor(capBytes / 2);
  const tailBytes = Math.floor(capBytes / 4);
  const tails: string[] = [];
  let segment: OpenSegment | null = null;
  let position = 0;
  let isOver = false;

  function write(bytes: Uint8Array | string): void {
    if (isOver) return;
    try {
      append(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    } catch {
      end();
    }
  }

  function append(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) {
      segment ??= openNext();
      const count = Math.min(bytes.length - done, segment.endsAt - position);
      const written = writeSync(segment.fd, bytes, done, count);
      done += written;
      position += written;
      if (position === segment.endsAt) closeSegment();
    }
  }

  function openNext(): OpenSegment {
    const isHead = position === 0;
    const path = join(folder, segmentNameOf(position));
    if (isHead) mkdirSync(folder, { recursive: true, mode: 0o700 });
    else keepOneTailBefore(path);
    return { fd: openSync(path, 'ax', 0o600), endsAt: position + (isHead ? headBytes : tailBytes) };
  }

  function keepOneTailBefore(path: string): void {
    tails.push(path);
    const oldest = tails.length > 2 ? tails.shift() : undefined;
    if (oldest !== undefined) rmSync(oldest, { force: true });
  }

  function closeSegment(): void {
    if (segment !== null) closeSync(segment.fd);
    segment = null;
  }

  function end(): void {
    isOver = true;
    closeSegment();
  }

  return {
    write,
    close: async () => end(),
  };
}
