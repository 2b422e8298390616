import { readLog } from '#engine/service/read-log.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

export function createAttemptRoutes({ store, logs }: RouterDeps) {
  return {
    readLog: operations.attempts.readLog.handler(({ input }) => readLog(store, logs, input)),
  };
}
