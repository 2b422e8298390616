import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ID_PATTERN } from '#shared/lib/branded.ts';
import { parseSegmentOffset } from '#engine/executors/log/log-segment.ts';
import type { AttemptLogReader, LogChunk } from '#engine/core/attempt-log.ts';

/** A file of the log: `bytes` of output from logical position `offset` on. */
interface Segment {
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Reads what `createCappedLog` has written into `<attemptsDir>/<token>`, also while it is being written. A
 * chunk reaches over the end of a file into the next, but never over a part that was left out, so it may be
 * shorter than asked for though it is not the last.
 */
export function createAttemptLogReader(attemptsDir: string): AttemptLogReader {
  return {
    async read(token, offset, maxBytes) {
      if (!ID_PATTERN.test(token)) return toChunk(offset, offset, new Uint8Array(), true);
      return readFolder(join(attemptsDir, token), offset, maxBytes);
    },
  };
}

/** A segment may be deleted between the listing and the reading; the next listing shows what replaced it. */
async function readFolder(folder: string, offset: number, maxBytes: number): Promise<LogChunk> {
  for (;;) {
    const segments = (await listSegments(folder)).filter((each) => endOf(each) > offset);
    const [first] = segments;
    if (first === undefined) return toChunk(offset, offset, new Uint8Array(), true);
    const from = Math.max(offset, first.offset);
    const bytes = await readOn(segments, from, maxBytes);
    const isEnd = segments.every((each) => endOf(each) <= from + bytes.length);
    if (bytes.length > 0) return toChunk(offset, from, bytes, isEnd);
  }
}

function endOf({ offset, bytes }: Segment): number {
  return offset + bytes;
}

function toChunk(askedOffset: number, offset: number, bytes: Uint8Array, isEnd: boolean): LogChunk {
  const omittedBytes = offset - askedOffset;
  return { bytes, offset, nextOffset: offset + bytes.length, omittedBytes, isEnd };
}

async function listSegments(folder: string): Promise<readonly Segment[]> {
  const names = (await orNullIfMissing(readdir(folder))) ?? [];
  const segments: Segment[] = [];
  for (const name of names) {
    const offset = parseSegmentOffset(name);
    if (offset === null) continue;
    const path = join(folder, name);
    const status = await orNullIfMissing(stat(path));
    if (status !== null) segments.push({ path, offset, bytes: status.size });
  }
  return segments.sort((a, b) => a.offset - b.offset);
}

/** From one segment into the next, up to a gap or to `maxBytes`. */
async function readOn(
  segments: readonly Segment[],
  from: number,
  maxBytes: number,
): Promise<Uint8Array> {
  const keptBytes = segments.reduce((sum, each) => sum + each.bytes, 0);
  const buffer = new Uint8Array(Math.min(maxBytes, keptBytes));
  let done = 0;
  for (const segment of segments) {
    const within = from + done - segment.offset;
    if (within < 0 || done === buffer.length) break;
    done += await readSegment(segment, within, buffer.subarray(done));
  }
  return buffer.subarray(0, done);
}

/** Fills `target` as far as the segment reaches; answers with how many bytes, none if it has been deleted. */
async function readSegment(segment: Segment, within: number, target: Uint8Array): Promise<number> {
  const file = await orNullIfMissing(open(segment.path, 'r'));
  if (file === null) return 0;
  try {
    const wanted = Math.min(target.length, segment.bytes - within);
    return (await file.read(target, 0, wanted, within)).bytesRead;
  } finally {
    await file.close();
  }
}

async function orNullIfMissing<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
