import type { Database } from 'better-sqlite3';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import type { ViewReader } from '#engine/core/view-reader.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import { createDeskViews } from '#engine/store/view-desk.ts';
import { createFailureViews } from '#engine/store/view-failures.ts';
import { createJobViews } from '#engine/store/view-jobs.ts';
import { createJournalViews } from '#engine/store/view-journal.ts';
import { createOccurrenceViews } from '#engine/store/view-occurrences.ts';
import { createPauseViews } from '#engine/store/view-pauses.ts';
import { createRunViews } from '#engine/store/view-runs.ts';
import { createThroughputView } from '#engine/store/view-throughput.ts';
import { createTimeViews } from '#engine/store/view-times.ts';
import { createUpcomingView } from '#engine/store/view-upcoming.ts';

export function createViewReader(
  database: Database,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): ViewReader {
  return {
    ...createRunViews(database, identity, revisions),
    ...createJobViews(database, identity, revisions),
    ...createOccurrenceViews(database, identity),
    ...createPauseViews(database),
    ...createThroughputView(database),
    ...createTimeViews(database),
    ...createUpcomingView(database, identity, revisions),
    ...createFailureViews(database, identity, revisions),
    ...createJournalViews(database, identity),
    ...createDeskViews(database),
  };
}
