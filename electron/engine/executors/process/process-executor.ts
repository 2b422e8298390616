import { homedir } from 'node:os';
import type { AttemptRequest, Executor } from '#engine/core/executor.ts';
import { DEFAULT_LOG_CAP_BYTES } from '#engine/executors/log/capped-log.ts';
import { attemptFolderOf } from '#engine/executors/process/attempt-folder.ts';
import { parseJobCommand } from '#engine/executors/process/job-command.ts';
import { toJobEnvironment } from '#engine/executors/process/job-environment.ts';
import { createKeeperClient } from '#engine/executors/process/keeper-client.ts';
import type { KeeperClientDeps } from '#engine/executors/process/keeper-client.ts';
import type { StartOrder } from '#engine/executors/process/keeper-protocol.ts';
import { resolveLoginShellPath } from '#engine/executors/process/login-shell-path.ts';
import { outputFileOf } from '#engine/executors/process/output-file.ts';
import { createProcessAttempt } from '#engine/executors/process/process-attempt.ts';

export interface ProcessExecutorDeps extends KeeperClientDeps {
  readonly logCapBytes?: number;
  /** What jobs may inherit from; this process's own environment if left out. */
  readonly engineEnv?: Readonly<Record<string, string | undefined>>;
  /** The file mask that jobs get; this process's own if left out. */
  readonly jobFileMask?: number | undefined;
}

/** Carries out `exec:…` and `shell:…` as processes that outlive the engine: a keeper starts and watches them. */
export function createProcessExecutor(deps: ProcessExecutorDeps): Executor {
  const { dataFolder, engineEnv = process.env, jobFileMask = ownFileMask() } = deps;
  const keeper = createKeeperClient(deps);
  let loginPath: Promise<string | null> | null = null;

  async function toOrder(request: AttemptRequest): Promise<StartOrder> {
    const command = parseJobCommand(request);
    if (command === null) {
      throw new Error(`${request.target} names no program and no shell that is known`);
    }
    loginPath ??= resolveLoginShellPath(engineEnv).catch(() => null);
    const outputFile = outputFileOf(attemptFolderOf(dataFolder, request.token));
    const { platform } = process;
    const facts = { engineEnv, loginPath: await loginPath, platform, outputFile };
    return {
      ...command,
      token: request.token,
      cwd: request.cwd ?? homedir(),
      env: toJobEnvironment(request, facts),
      fileMask: jobFileMask,
      stdin: JSON.stringify(request.input),
      timeoutMs: request.timeoutMs,
      killGraceMs: request.killGraceMs,
      logCapBytes: deps.logCapBytes ?? DEFAULT_LOG_CAP_BYTES,
    };
  }

  const attemptDeps = { dataFolder, keeper, toOrder };
  return {
    start(request, report) {
      const attempt = createProcessAttempt(request, report, attemptDeps);
      attempt.start();
      return attempt;
    },
    resume(request, report) {
      const attempt = createProcessAttempt(request, report, attemptDeps);
      attempt.recover();
      return attempt;
    },
    close: () => keeper.close(),
  };
}

/** A system tells its mask only to who sets one; for that instant it is the strictest. */
function ownFileMask(): number {
  const mask = process.umask(0o077);
  process.umask(mask);
  return mask;
}
