import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCappedLog } from '#engine/executors/log/capped-log.ts';
import { createAttemptLogReader } from '#engine/executors/log/capped-log-reader.ts';
import type { LogChunk } from '#engine/core/attempt-log.ts';
import type { AttemptToken } from '#engine/core/executor.ts';

let attemptsDir: string;
beforeEach(() => {
  attemptsDir = mkdtempSync(join(tmpdir(), 'nightdesk-log-'));
});
afterEach(() => {
  rmSync(attemptsDir, { recursive: true });
});

const token = 'attempt-1' as AttemptToken;

async function readAll(name: AttemptToken, pageBytes: number): Promise<readonly LogChunk[]> {
  const reader = createAttemptLogReader(attemptsDir);
  const chunks: LogChunk[] = [];
  for (let offset = 0; ;) {
    const chunk = await reader.read(name, offset, pageBytes);
    if (chunk.bytes.length === 0) return chunks;
    chunks.push(chunk);
    offset = chunk.nextOffset;
  }
}

function bytesOnDisk(name: AttemptToken): number {
  const folder = join(attemptsDir, name);
  return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

/** Output in which every byte tells its position, so that a misplaced one is noticed. */
function outputOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 7) % 251);
}

describe('the capped log', () => {
  it('keeps the beginning and the newest output, never more than its cap, and says what is missing', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 200 }),
        fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 6 }),
        fc.integer({ min: 10, max: 300 }),
        async (capBytes, lengths, pageBytes) => {
          const name = `random-${++count}` as AttemptToken;
          const total = lengths.reduce((sum, length) => sum + length, 0);
          const output = outputOf(total);
          const log = createCappedLog(join(attemptsDir, name), capBytes);
          let written = 0;
          for (const length of lengths) {
            log.write(output.subarray(written, (written += length)));
            if (written > 0) expect(bytesOnDisk(name)).toBeLessThanOrEqual(capBytes);
          }
          await log.close();

          const chunks = await readAll(name, pageBytes);
          let position = 0;
          let omittedBytes = 0;
          for (const chunk of chunks) {
            expect(chunk.offset).toBe(position + chunk.omittedBytes);
            expect(chunk.nextOffset).toBe(chunk.offset + chunk.bytes.length);
            expect(chunk.bytes).toEqual(output.subarray(chunk.offset, chunk.nextOffset));
            position = chunk.nextOffset;
            omittedBytes += chunk.omittedBytes;
          }
          expect(position).toBe(total);

          const head = Math.min(total, Math.floor(capBytes / 2));
          const newest = Math.min(total - head, Math.floor(capBytes / 4));
          expect(chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0)).toBe(
            total - omittedBytes,
          );
          expect(omittedBytes).toBeLessThanOrEqual(total - head - newest);
          const gap = chunks.find((chunk) => chunk.omittedBytes > 0);
          if (gap !== undefined) expect(gap.offset - gap.omittedBytes).toBe(head);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('drops nothing from output that fits', async () => {
    const log = createCappedLog(join(attemptsDir, token), 100);
    log.write('a'.repeat(60));
    log.write('b'.repeat(40));
    await log.close();
    const chunks = await readAll(token, 1_000);
    expect(chunks.map((chunk) => Buffer.from(chunk.bytes).toString()).join('')).toBe(
      'a'.repeat(60) + 'b'.repeat(40),
    );
  });

  it('makes no folder and no file for an attempt that says nothing', async () => {
    await createCappedLog(join(attemptsDir, token), 100).close();
    expect(readdirSync(attemptsDir)).toEqual([]);
    expect(await readAll(token, 100)).toEqual([]);
  });

  it('shows output while it is still being written', async () => {
    const log = createCappedLog(join(attemptsDir, token), 100);
    log.write('one\n');
    const reader = createAttemptLogReader(attemptsDir);
    expect(await reader.read(token, 0, 100)).toMatchObject({ offset: 0, nextOffset: 4 });
    log.write('two\n');
    expect(await reader.read(token, 4, 100)).toMatchObject({ offset: 4, nextOffset: 8 });
    await log.close();
  });

  it('lets nobody but the owner read the output', async () => {
    const log = createCappedLog(join(attemptsDir, token), 100);
    log.write('secret');
    await log.close();
    expect(statSync(join(attemptsDir, token)).mode & 0o077).toBe(0);
    expect(statSync(join(attemptsDir, token, 'output.log')).mode & 0o077).toBe(0);
  });

  it('never lets a full or broken disk disturb the work', async () => {
    writeFileSync(join(attemptsDir, 'a-file'), '');
    const log = createCappedLog(join(attemptsDir, 'a-file', 'attempt'), 100);
    log.write('into the void');
    log.write('again');
    await log.close();
  });

  it('reads nothing outside the folder of attempts', async () => {
    const log = createCappedLog(attemptsDir, 100);
    log.write('outside');
    await log.close();
    const reader = createAttemptLogReader(join(attemptsDir, 'inner'));
    expect((await reader.read('..' as AttemptToken, 0, 100)).bytes).toHaveLength(0);
  });
});
