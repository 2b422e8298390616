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
 * chunk never reaches over the end of a file, so it may be shorter than asked for; the end of the output is
 * where a chunk is empty.
 */
export function createAttemptLogReader(attemptsDir: string): AttemptLogReader {
  return {
    async read(token, offset, maxBytes) {
      if (!ID_PATTERN.test(token)) return emptyChunk(offset);
      return readFolder(join(attemptsDir, token), offset, maxBytes);
    },
  };
}

/** A segment may be deleted between the listing and the reading; the next listing shows what replaced it. */
async function readFolder(folder: string, offset: number, maxBytes: number): Promise<LogChunk> {
  for (;;) {
    const segments = await listSegments(folder);
    const segment = segments.find((each) => each.offset + each.bytes > offset);
    if (segment === undefined) return emptyChunk(offset);
    const chunk = await readSegment(segment, offset, maxBytes);
    if (chunk !== null) return chunk;
  }
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

async function readSegment(
  segment: Segment,
  askedOffset: number,
  maxBytes: number,
): Promise<LogChunk | null> {
  const file = await orNullIfMissing(open(segment.path, 'r'));
  if (file === null) return null;
  try {
    const offset = Math.max(askedOffset, segment.offset);
    const within = offset - segment.offset;
    const wanted = Math.max(0, Math.min(maxBytes, segment.bytes - within));
    const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, within);
    return {
      bytes: buffer.subarray(0, bytesRead),
      offset,
      nextOffset: offset + bytesRead,
      omittedBytes: offset - askedOffset,
    };
  } finally {
    await file.close();
  }
}

function emptyChunk(offset: number): LogChunk {
  return { bytes: new Uint8Array(), offset, nextOffset: offset, omittedBytes: 0 };
}

async function orNullIfMissing<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
