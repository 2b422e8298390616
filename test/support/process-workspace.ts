import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type {
  AttemptHandle,
  AttemptRequest,
  AttemptToken,
  Executor,
} from '#engine/core/executor.ts';
import { createAttemptLogReader } from '#engine/executors/log/capped-log-reader.ts';
import { createProcessExecutor } from '#engine/executors/process/process-executor.ts';
import type { ProcessExecutorDeps } from '#engine/executors/process/process-executor.ts';
import { bootId } from '#engine/executors/process/process-identity.ts';
import { socketPathOf } from '#engine/socket-path.ts';
import { anAttemptRequest } from '#test/support/attempt-request.ts';
import { createRecordedReport } from '#test/support/recorded-report.ts';
import type { RecordedReport } from '#test/support/recorded-report.ts';

/** A data folder of its own, with what a test wants to know about the processes that belong to it. */
export interface ProcessWorkspace {
  readonly dataFolder: string;
  readonly socketPath: string;
  /** An engine's executor on this folder; closed at the end. */
  anExecutor(unusual?: Partial<ProcessExecutorDeps>): Executor;
  path(name: string): string;
  attemptFolder(token: AttemptToken): string;
  /** The lines that jobs have appended to a file, which need not exist. */
  linesOf(name: string): readonly string[];
  outputOf(token: AttemptToken): Promise<string>;
  keeperPids(): readonly number[];
  close(): Promise<void>;
}

export function createProcessWorkspace(): ProcessWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'nightdesk-processes-')));
  const dataFolder = join(root, 'data');
  mkdirSync(dataFolder, { mode: 0o700 });
  const socketPath = socketPathOf(dataFolder, 'keeper');
  const executors: Executor[] = [];
  const keeperPids = (): readonly number[] =>
    pidsWhere((pid) => {
      const args = readProc(pid, 'cmdline').split('\0');
      return args.includes(dataFolder) && args.some((arg) => arg.endsWith('keeper.ts'));
    });
  return {
    dataFolder,
    socketPath,
    anExecutor(unusual = {}) {
      const executor = createProcessExecutor({ dataFolder, socketPath, ...unusual });
      executors.push(executor);
      return executor;
    },
    path: (name) => join(root, name),
    attemptFolder: (token) => join(dataFolder, 'attempts', token),
    linesOf: (name) => readOrEmpty(join(root, name)).split('\n').slice(0, -1),
    outputOf: (token) => readOutput(dataFolder, token),
    keeperPids,
    async close() {
      for (const executor of executors) await executor.close();
      for (const pid of keeperPids()) process.kill(pid, 'SIGKILL');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A running attempt and what has been reported of it. */
export interface WatchedAttempt {
  readonly token: AttemptToken;
  readonly request: AttemptRequest;
  readonly handle: AttemptHandle;
  readonly report: RecordedReport;
}

/**
 * A request for this machine as it runs now, such as an engine would hand in. Its token is like no other on
 * the machine: whoever ends an attempt ends every process that carries its token.
 */
export function aProcessRequest(unusual: Partial<AttemptRequest> = {}): AttemptRequest {
  const token = randomUUID() as AttemptToken;
  const usual = { token, target: 'shell:sh', script: 'exit 0', bootId: bootId() };
  return anAttemptRequest({ ...usual, ...unusual });
}

export function startAttempt(executor: Executor, unusual: Partial<AttemptRequest>): WatchedAttempt {
  const request = aProcessRequest(unusual);
  const report = createRecordedReport();
  return { token: request.token, request, report, handle: executor.start(request, report) };
}

export function resumeAttempt(executor: Executor, request: AttemptRequest): WatchedAttempt {
  const report = createRecordedReport();
  return { token: request.token, request, report, handle: executor.resume(request, report) };
}

/** Resolves once it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  await vi.waitUntil(isSo, { timeout: 20_000, interval: 5 });
}

/** Living processes with this token in their environment. */
export function pidsWithToken(token: string): readonly number[] {
  const variable = `\0NIGHTDESK_ATTEMPT_TOKEN=${token}\0`;
  return pidsWhere((pid) => `\0${readProc(pid, 'environ')}`.includes(variable));
}

export function isAlive(pid: number): boolean {
  const state = /\) (.)/.exec(readProc(pid, 'stat'))?.[1];
  return state !== undefined && state !== 'Z';
}

/** Opens a gate that jobs wait at, see `waitAt`. */
export function openGate(path: string): void {
  writeFileSync(path, '');
}

/** Shell text that goes on once the gate is open. */
export function waitAt(gate: string): string {
  return `until [ -e '${gate}' ]; do sleep 0.02; done`;
}

async function readOutput(dataFolder: string, token: AttemptToken): Promise<string> {
  const reader = createAttemptLogReader(join(dataFolder, 'attempts'));
  let text = '';
  for (let offset = 0; ;) {
    const chunk = await reader.read(token, offset, 1_000_000);
    if (chunk.bytes.length === 0) return text;
    text += Buffer.from(chunk.bytes).toString();
    offset = chunk.nextOffset;
  }
}

function pidsWhere(isWanted: (pid: number) => boolean): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isAlive(pid) && isWanted(pid));
}

function readProc(pid: number, file: string): string {
  return readOrEmpty(`/proc/${pid}/${file}`);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
