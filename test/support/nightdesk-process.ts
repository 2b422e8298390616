import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ownLauncher = path.resolve(import.meta.dirname, '../../electron/server/launcher.mjs');

export interface Ending {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  /** Laid over the test's own environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Of an installed package; this checkout's own if left out. */
  readonly launcher?: string;
}

/** The real program as a process of its own, which a test may talk to while it runs. */
export interface NightdeskProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  /** Everything printed so far. */
  readonly output: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Ending>;
}

/** Starts `nightdesk` with these arguments. */
export function startNightdesk(
  args: readonly string[],
  { env = {}, cwd = tmpdir(), launcher = ownLauncher }: StartOptions = {},
): NightdeskProcess {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd,
    env: { ...process.env, NIGHTDESK_DATA: undefined, NODE_OPTIONS: undefined, TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    ...output,
  }));
  return { pid: child.pid!, child, output, ended };
}

/** Carries out one command, and waits for its end. */
export function runCommand(args: readonly string[], options?: StartOptions): Promise<Ending> {
  return startNightdesk(args, options).ended;
}

/** The same for a command that must succeed and prints JSON. */
export async function runJson<Answer>(
  args: readonly string[],
  options?: StartOptions,
): Promise<Answer> {
  const { code, stdout, stderr } = await runCommand([...args, '--json'], options);
  if (code !== 0) throw new Error(`nightdesk ${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as Answer;
}

export interface ServedEngine extends NightdeskProcess {
  readonly socket: string;
  /** Asks for an orderly end (SIGTERM), and waits for it. */
  stop(): Promise<Ending>;
  /** Ends it without a warning (SIGKILL), and waits until it is gone. */
  kill(): Promise<Ending>;
}

/** Starts an engine with `serve --json`, and waits until it is ready; rejects if it ends before that. */
export async function startServe(
  dataFolder: string,
  args: readonly string[] = [],
  options?: StartOptions,
): Promise<ServedEngine> {
  const served = startNightdesk(['serve', '--data', dataFolder, '--json', ...args], options);
  const { child, ended } = served;
  const firstLine = once(createInterface({ input: child.stdout! }), 'line') as Promise<[string]>;
  const first = await Promise.race([firstLine, ended]);
  if (!Array.isArray(first)) {
    throw new Error(`the engine ended with ${first.code ?? first.signal}: ${first.stderr}`);
  }
  const { socket } = JSON.parse(first[0]) as { readonly socket: string };
  const endBy = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { ...served, socket, stop: () => endBy('SIGTERM'), kill: () => endBy('SIGKILL') };
}

/** A new folder for one test, and how to take it away again. */
export function makeTemporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'nightdesk-'));
  return {
    path: folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
