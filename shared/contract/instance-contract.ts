import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { activityOperations, failureOperations } from '#shared/contract/activity-operations.ts';
import { backupOperations } from '#shared/contract/backup-operations.ts';
import { capacityOperations } from '#shared/contract/capacity-operations.ts';
import { bulkOperations } from '#shared/contract/bulk-operations.ts';
import { deskOperations, instanceOperations } from '#shared/contract/instance-operations.ts';
import { jobOperations } from '#shared/contract/job-operations.ts';
import { journalEventSchema } from '#shared/contract/journal-schema.ts';
import { query } from '#shared/contract/operation.ts';
import { pauseOperations } from '#shared/contract/pause-operations.ts';
import { attemptOperations, runOperations } from '#shared/contract/run-operations.ts';

/** What every instance answers, whatever it is and however it is reached. */
export const instanceContract = {
  instance: instanceOperations,
  desk: deskOperations,
  jobs: jobOperations,
  pauses: pauseOperations,
  capacity: capacityOperations,
  runs: runOperations,
  attempts: attemptOperations,
  bulks: bulkOperations,
  activity: activityOperations,
  failures: failureOperations,
  backups: backupOperations,
  journal: {
    /**
     * CONFLICT: there is no such number, because the client knows more than has happened, as after a backup was
     * put back, or names something else as its last event. Then nothing it holds is certain: it loads everything
     * anew, and follows from the `asOfSeq` of what it loaded.
     */
    tail: query(
      '/journal',
      'Every event after a number, then each new one as it happens, without a gap',
    )
      .input(z.strictObject({ afterSeq: z.int().min(0) }))
      .output(eventIterator(journalEventSchema)),
  },
};
