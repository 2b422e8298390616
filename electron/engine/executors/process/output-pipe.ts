/**
 * Pipes for the output of jobs. What Node connects to a child are socket pairs, and Linux refuses to open a
 * socket by its name, so that `echo … > /dev/stderr`, which works under every shell and cron, would fail. A
 * named pipe that is opened at both ends and then removed is an ordinary pipe. Making one takes a program, so
 * they are made by the dozen; where that is impossible, and on other systems, jobs get what Node has.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const BATCH_COUNT = 64;

export interface OutputPipe {
  readonly reader: Readable;
  /** The end for the child; to be closed here once the child has it. */
  readonly writerFd: number;
}

export interface OutputPipes {
  /** `null` where there are no named pipes. */
  open(): OutputPipe | null;
  /** Removes those that nobody needed. */
  close(): void;
}

/** Uses `folder` as its own: what an earlier keeper left there is removed. */
export function createOutputPipes(folder: string): OutputPipes {
  const isPossible = process.platform === 'linux';
  let madeCount = 0;
  let paths: string[] = [];
  if (isPossible) rmSync(folder, { recursive: true, force: true });

  function makeBatch(): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const batch = Array.from({ length: BATCH_COUNT }, () => join(folder, String(++madeCount)));
    execFileSync('mkfifo', ['-m', '600', ...batch], { env: SYSTEM_PATH, stdio: 'ignore' });
    paths = batch;
  }

  return {
    open() {
      if (!isPossible) return null;
      try {
        if (paths.length === 0) makeBatch();
        return openBothEnds(paths.pop() ?? '');
      } catch {
        return null;
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const SYSTEM_PATH = { PATH: '/usr/local/bin:/usr/bin:/bin:/run/current-system/sw/bin' };

/** The reader first and without waiting: the writer then finds it, and waits for nobody either. */
function openBothEnds(path: string): OutputPipe {
  const readerFd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const writerFd = openSync(path, constants.O_WRONLY);
    rmSync(path);
    return { reader: new Socket({ fd: readerFd, readable: true, writable: false }), writerFd };
  } catch (error) {
    closeSync(readerFd);
    throw error;
  }
}
