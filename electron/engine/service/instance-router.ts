import { createActivityRoutes } from '#engine/service/router/activity-routes.ts';
import { createAttemptRoutes } from '#engine/service/router/attempt-routes.ts';
import { createBackupRoutes } from '#engine/service/router/backup-routes.ts';
import { createCapacityRoutes } from '#engine/service/router/capacity-routes.ts';
import { createBulkRoutes } from '#engine/service/router/bulk-routes.ts';
import { createDeskRoutes } from '#engine/service/router/desk-routes.ts';
import { createFailureRoutes } from '#engine/service/router/failure-routes.ts';
import { createInstanceRoutes } from '#engine/service/router/instance-routes.ts';
import { createJobRoutes } from '#engine/service/router/job-routes.ts';
import { createJournalRoutes } from '#engine/service/router/journal-routes.ts';
import { createPauseRoutes } from '#engine/service/router/pause-routes.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';
import { createRunRoutes } from '#engine/service/router/run-routes.ts';

/** The contract, carried out by this engine: each operation is one line from its input to its answer. */
export function createInstanceRouter(deps: RouterDeps) {
  return {
    instance: createInstanceRoutes(deps),
    desk: createDeskRoutes(deps),
    jobs: createJobRoutes(deps),
    pauses: createPauseRoutes(deps),
    capacity: createCapacityRoutes(deps),
    runs: createRunRoutes(deps),
    attempts: createAttemptRoutes(deps),
    bulks: createBulkRoutes(deps),
    activity: createActivityRoutes(deps),
    failures: createFailureRoutes(deps),
    backups: createBackupRoutes(deps),
    journal: createJournalRoutes(deps),
  };
}
