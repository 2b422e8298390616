import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AttemptRequest } from '#engine/core/executor.ts';
import type { ProcessWorkspace } from '#test/support/process-workspace.ts';

/** An engine in another process, which a test may kill at any moment. */
export interface KillableEngine {
  /** Resolves once all of them have been reported as started. */
  start(requests: readonly AttemptRequest[]): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

const MAIN = join(import.meta.dirname, 'process-engine-main.ts');

export function startKillableEngine({ dataFolder, socketPath }: ProcessWorkspace): KillableEngine {
  const child = spawn(process.execPath, [MAIN, dataFolder, socketPath], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  return {
    async start(requests) {
      let startedCount = 0;
      const allStarted = new Promise<void>((resolve) => {
        lines.on('line', () => {
          startedCount += 1;
          if (startedCount === requests.length) resolve();
        });
      });
      for (const request of requests) child.stdin.write(`${JSON.stringify(request)}\n`);
      await allStarted;
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
