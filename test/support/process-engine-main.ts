/**
 * An engine's side of the keeper as a process of its own, for tests that kill it. Reads attempt requests, one
 * a line, starts each, and prints the token of each that was reported as started.
 */
import { createInterface } from 'node:readline';
import type { AttemptRequest } from '#engine/core/executor.ts';
import { createProcessExecutor } from '#engine/executors/process/process-executor.ts';

const [dataFolder = '', socketPath = ''] = process.argv.slice(2);
const executor = createProcessExecutor({ dataFolder, socketPath });

createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line) as AttemptRequest;
  executor.start(request, {
    started: () => process.stdout.write(`${request.token}\n`),
    ended: () => undefined,
  });
});
