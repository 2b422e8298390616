import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Refusal } from '#shared/domain/refusal.ts';

export interface MailService {
  /** Where it listens on the loopback address: the port that was asked for, or another if that one was taken. */
  readonly port: number;
  stop(): Promise<void>;
}

const STOP_GRACE_MS = 2_000;

/** Runs the workspace's mail service as a child, which ends with this process however this one ends. */
export async function startMailService(
  workspace: string,
  wantedPort: number,
): Promise<MailService> {
  const child = spawn(process.execPath, ['mail-service.mjs', String(wantedPort)], {
    cwd: workspace,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // Its output ends as well when it cannot be started, and that is what is reported.
  child.on('error', () => undefined);
  const port = await readPort(child.stdout);
  child.stdout.resume();
  return {
    port,
    async stop() {
      if (hasEnded(child)) return;
      const ended = once(child, 'exit');
      child.stdin.end();
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await ended;
      clearTimeout(impatience);
    },
  };
}

async function readPort(output: Readable): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const port = /^listening on port (\d+)$/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Refusal('unavailable', 'the mail service of the example ended before it listened');
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
