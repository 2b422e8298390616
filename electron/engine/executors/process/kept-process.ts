/**
 * One process under the keeper, from its start to its exit record.
 *
 * It runs in a process group of its own. When it exits, its output is read on for a moment, then the record
 * is written and reported; a grandchild that still holds the output delays neither, it is only read on into
 * the log. The time limit and a cancel end the whole group, and the record waits until that is gone. Whatever
 * happens first decides what the record says, and an exit that has already happened comes before both.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { createCappedLog } from '#engine/executors/log/capped-log.ts';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';
import type { AttemptLogWriter } from '#engine/core/attempt-log.ts';
import type { ExitRecord } from '#engine/executors/process/attempt-folder.ts';
import type { StartOrder } from '#engine/executors/process/keeper-protocol.ts';
import { outputFileOf, readOutputFile } from '#engine/executors/process/output-file.ts';
import { createOutputTail } from '#engine/executors/log/output-tail.ts';
import { createLastLine } from '#engine/executors/process/last-line.ts';
import type { OutputPipes } from '#engine/executors/process/output-pipe.ts';
import { setLongTimer } from '#engine/executors/process/long-timer.ts';
import { endProcesses } from '#engine/executors/process/process-group.ts';
import { spawnGroup } from '#engine/executors/process/spawn-group.ts';
import type { OutputStreams } from '#engine/executors/process/spawn-group.ts';
import {
  describeMissingFolder,
  describeSpawnFailure,
} from '#engine/executors/process/spawn-failure.ts';

/** How long output may still come after the exit of a process whose output somebody else holds open. */
const DRAIN_MS = 200;

export interface KeptProcess {
  /** `null` if there could be no process. */
  readonly pid: number | null;
  /** It has exited and, if it was ended, nothing of its group is left. */
  readonly whenEnded: Promise<ExitRecord>;
  /** Nobody holds its output open any more. */
  readonly whenSilent: Promise<void>;
  cancel(killGraceMs: number): void;
}

interface Output {
  readonly whenSilent: Promise<void>;
  lastLine(): string;
  /** Of what it said, as far as that is JSON. */
  handedOn(): AttemptOutput | null;
}

/** Starts the process in this very turn. Why that was impossible stands in its exit record. */
export function startKeptProcess(
  order: StartOrder,
  folder: string,
  pipes: OutputPipes,
): KeptProcess {
  try {
    const missingFolder = describeMissingFolder(order.cwd);
    if (missingFolder !== null) return toStillborn(Promise.resolve(missingFolder));
    const { child, streams } = spawnGroup(order, folder, pipes);
    if (child.pid !== undefined) return keep(child, child.pid, streams, order, folder);
    for (const stream of streams) stream?.destroy();
    const whenRefused = once(child, 'error').then(([error]) => describeSpawnFailure(error, order));
    return toStillborn(whenRefused);
  } catch (error) {
    return toStillborn(Promise.resolve(describeSpawnFailure(error, order)));
  }
}

function toStillborn(message: Promise<string>): KeptProcess {
  return {
    pid: null,
    whenEnded: message.then((text) => ({
      kind: 'spawn_error',
      message: text,
      endedAt: Date.now(),
    })),
    whenSilent: Promise.resolve(),
    cancel: () => undefined,
  };
}

function keep(
  child: ChildProcess,
  pid: number,
  streams: OutputStreams,
  order: StartOrder,
  folder: string,
): KeptProcess {
  const output = readOutput(streams, createCappedLog(folder, order.logCapBytes));
  let endedBy: 'itself' | 'timeout' | 'cancel' = 'itself';
  let whenGone: Promise<void> | null = null;
  let hasExited = false;

  function end(reason: 'timeout' | 'cancel', killGraceMs: number): void {
    afterPendingExits(() => {
      if (hasExited || whenGone !== null) return;
      endedBy = reason;
      whenGone = endProcesses({ groupId: pid, token: order.token }, killGraceMs);
    });
  }

  const timeout = setLongTimer(order.timeoutMs, () => end('timeout', order.killGraceMs));

  async function watch(): Promise<ExitRecord> {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    hasExited = true;
    timeout.cancel();
    await Promise.all([settledOrLate(output.whenSilent), whenGone]);
    const lastLine = output.lastLine();
    const handedOn = readOutputFile(outputFileOf(folder)) ?? output.handedOn();
    const about = { kind: 'exit', code, signal, endedBy, lastLine } as const;
    return { ...about, output: handedOn, endedAt: Date.now() };
  }

  return {
    pid,
    whenEnded: watch(),
    whenSilent: output.whenSilent,
    cancel: (killGraceMs) => end('cancel', killGraceMs),
  };
}

/** An exit that the system has announced is told in the next round of the event loop at the latest. */
function afterPendingExits(action: () => void): void {
  setImmediate(() => setImmediate(action));
}

function readOutput([output, error]: OutputStreams, log: AttemptLogWriter): Output {
  const [fromOutput, fromError] = [createLastLine(), createLastLine()];
  const tail = createOutputTail();
  const whenRead = [
    readStream(output, [log.write, fromOutput.push, tail.push]),
    readStream(error, [log.write, fromError.push, tail.push]),
  ];
  return {
    whenSilent: Promise.all(whenRead).then(() => log.close()),
    lastLine: () => fromError.text() || fromOutput.text(),
    handedOn: tail.output,
  };
}

async function readStream(
  stream: Readable | null,
  listeners: readonly ((bytes: Buffer) => void)[],
): Promise<void> {
  if (stream === null) return;
  stream.on('data', (bytes: Buffer) => {
    for (const listen of listeners) listen(bytes);
  });
  stream.on('error', () => stream.destroy());
  await new Promise<void>((resolve) => stream.once('close', resolve));
}

async function settledOrLate(promise: Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, DRAIN_MS);
    void promise.then(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
