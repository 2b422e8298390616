import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { StartOrder } from '#engine/executors/process/keeper-protocol.ts';
import type { OutputPipe, OutputPipes } from '#engine/executors/process/output-pipe.ts';

/** What is read: one pipe for both outputs, so that their order is kept, or one for each. */
export type OutputStreams = readonly [Readable | null, Readable | null];

export interface SpawnedGroup {
  /** Without a `pid` it could not be started, and its `error` event is about to say why. */
  readonly child: ChildProcess;
  readonly streams: OutputStreams;
}

/** Starts the process as the leader of a group and session of its own, connected to nothing but its output. */
export function spawnGroup(order: StartOrder, folder: string, pipes: OutputPipes): SpawnedGroup {
  const input = openInput(folder, order.stdin);
  const output = pipes.open();
  try {
    const child = spawnMasked(order, [
      input,
      output?.writerFd ?? 'pipe',
      output?.writerFd ?? 'pipe',
    ]);
    return {
      child,
      streams: output === null ? [child.stdout, child.stderr] : [output.reader, null],
    };
  } catch (refusal) {
    output?.reader.destroy();
    throw refusal;
  } finally {
    closeSync(input);
    closeWriter(output);
  }
}

/** The process has the job's mask when `spawn` returns; everything else the keeper makes is under its own. */
function spawnMasked(order: StartOrder, stdio: StdioOptions): ChildProcess {
  const ownMask = process.umask(order.fileMask);
  try {
    return spawn(order.file, order.args, {
      cwd: order.cwd,
      env: order.env,
      detached: true,
      stdio,
      windowsHide: true,
      windowsVerbatimArguments: order.hasVerbatimArgs,
    });
  } finally {
    process.umask(ownMask);
  }
}

/**
 * Standard input is a file that no folder lists any more: unlike a pipe it can be opened again by its name
 * `/dev/stdin`, waits for nobody to read it, and outlives the keeper.
 */
function openInput(folder: string, text: string): number {
  const path = join(folder, 'input');
  const fd = openSync(path, 'wx+', 0o600);
  const bytes = Buffer.from(text);
  try {
    // At given positions, which leaves the file's own position at its beginning.
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at, bytes.length - at, at);
    rmSync(path);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function closeWriter(pipe: OutputPipe | null): void {
  if (pipe !== null) closeSync(pipe.writerFd);
}
