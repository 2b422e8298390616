import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** An application that ends by itself within this time, with an error, has never been up. */
const START_MS = 10_000;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs Electron until it ends, and answers with its exit code; `null` if it did not even start. */
export async function runElectron(
  executable: string,
  args: readonly string[],
): Promise<number | null> {
  const startedAt = performance.now();
  const env = { ...process.env, NIGHTDESK_NODE: process.execPath };
  const child = spawn(executable, args, { stdio: 'inherit', env });
  let isAsked = false;
  const forward = (signal: NodeJS.Signals) => {
    isAsked = true;
    // Ctrl-C in a terminal reaches the whole group: the child has it already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  const ending = Promise.withResolvers<number | null>();
  child.on('error', () => ending.resolve(null));
  child.on('exit', (code, signal) => {
    const exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
    const isUp = isAsked || exitCode === 0 || performance.now() - startedAt > START_MS;
    ending.resolve(isUp ? exitCode : null);
  });
  const code = await ending.promise;
  for (const signal of FORWARDED) process.off(signal, forward);
  return code;
}
