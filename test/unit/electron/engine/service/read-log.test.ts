import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttemptLogReader } from '#engine/executors/log/capped-log-reader.ts';
import { createCappedLog } from '#engine/executors/log/capped-log.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import { startTestEngine } from '#test/support/test-engine.ts';
import type { TestEngine } from '#test/support/test-engine.ts';

const CAP_BYTES = 80;

let attemptsDir: string;
let engine: TestEngine;

beforeEach(async () => {
  attemptsDir = mkdtempSync(join(tmpdir(), 'nightdesk-log-'));
  engine = await startTestEngine({ logs: createAttemptLogReader(attemptsDir) });
});
afterEach(async () => {
  await engine.stop();
  rmSync(attemptsDir, { recursive: true });
});

/** A run whose one attempt has put this out; the log of it is open. */
async function aRunThatSaid(text: string) {
  await engine.apply({
    name: 'talking',
    method: 'GET',
    target: 'exec:talk',
    retry: { maxAttempts: 1 },
  });
  const run = await engine.trigger('talking');
  const attempt = engine.attemptOf(run);
  const log = createCappedLog(join(attemptsDir, attempt.request.token), CAP_BYTES);
  log.write(text);
  return { id: run.id, attempt, log };
}

/** Reads on until the answer says that it was the last, as the command line does. */
async function readAll(run: string, maxBytes?: number) {
  let [text, omittedBytes, offset] = ['', 0, 0];
  for (let pageCount = 0; pageCount < 100; pageCount++) {
    const page = await engine.client.attempts.readLog({
      ...{ run, offset },
      ...(maxBytes === undefined ? {} : { maxBytes }),
    });
    text += page.text;
    omittedBytes += page.omittedBytes;
    if (page.isComplete) return { text, omittedBytes };
    offset = page.nextOffset;
  }
  throw new Error('the answers never said that this was the last');
}

describe('the output of an attempt that has ended', () => {
  it.each([{ maxBytes: 16 }, { maxBytes: undefined }])(
    'is told to its end, where the error stands, however long it was ($maxBytes)',
    async ({ maxBytes }) => {
      const { id, attempt, log } = await aRunThatSaid('x'.repeat(1_000) + 'disk full\n');
      await log.close();
      attempt.end(failedWith('exit:1'));
      await engine.settle();
      const { text, omittedBytes } = await readAll(id, maxBytes);
      expect(text.startsWith('x'.repeat(40))).toBe(true);
      expect(text.endsWith('xxdisk full\n')).toBe(true);
      expect(text.length + omittedBytes).toBe(1_010);
    },
  );

  it('is the same however it is read, wherever its files cut a character', async () => {
    const said = 'xx' + '€'.repeat(26);
    const { id, attempt, log } = await aRunThatSaid(said);
    await log.close();
    attempt.end(failedWith('exit:1'));
    await engine.settle();
    for (const maxBytes of [16, 17, 18, 1_000]) {
      expect(await readAll(id, maxBytes)).toEqual({ text: said, omittedBytes: 0 });
    }
  });
});

describe('the output of an attempt that goes on', () => {
  it('is read on past a character that was cut where the middle is left out', async () => {
    const { id, log } = await aRunThatSaid('€'.repeat(100));
    let offset = 0;
    for (let pageCount = 0; pageCount < 3; pageCount++) {
      offset = (await engine.client.attempts.readLog({ run: id, offset })).nextOffset;
    }
    expect(offset).toBe(300);
    await log.close();
  });

  it('holds a character back until the rest of it has been written', async () => {
    const { id, log } = await aRunThatSaid('a');
    log.write(new TextEncoder().encode('€').subarray(0, 2));
    const page = await engine.client.attempts.readLog({ run: id });
    expect(page).toMatchObject({ text: 'a', nextOffset: 1, isComplete: false });
    log.write(new TextEncoder().encode('€').subarray(2));
    const next = await engine.client.attempts.readLog({ run: id, offset: 1 });
    expect(next).toMatchObject({ text: '€', nextOffset: 4, isComplete: false });
    await log.close();
  });
});
