import type { Database } from 'better-sqlite3';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import type { ViewReader } from '#engine/core/view-reader.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import { createPlannedRows } from '#engine/store/planned-rows.ts';
import { createBulkViews } from '#engine/store/view-bulks.ts';
import { createDeskViews } from '#engine/store/view-desk.ts';
import { createFailureViews } from '#engine/store/view-failures.ts';
import { createForecastView } from '#engine/store/view-forecast.ts';
import { createJobViews } from '#engine/store/view-jobs.ts';
import { createJournalViews } from '#engine/store/view-journal.ts';
import { createOccurrenceViews } from '#engine/store/view-occurrences.ts';
import { createPauseViews } from '#engine/store/view-pauses.ts';
import { createRunViews } from '#engine/store/view-runs.ts';
import { createThroughputView } from '#engine/store/view-throughput.ts';
import { createTimeViews } from '#engine/store/view-times.ts';
import { createTimelineView } from '#engine/store/view-timeline.ts';
import { createUpcomingView } from '#engine/store/view-upcoming.ts';

export function createViewReader(
  database: Database,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): ViewReader {
  const jobs = createJobViews(database, identity, revisions);
  const planned = createPlannedRows(database);
  const forecast = createForecastView(planned, identity, revisions);
  const journal = createJournalViews(database, identity);
  return {
    ...createRunViews(database, identity, revisions),
    ...jobs,
    ...createOccurrenceViews(database, identity),
    ...createPauseViews(database),
    ...createThroughputView(database),
    ...createTimeViews(database),
    ...createUpcomingView(planned, identity, revisions),
    ...createTimelineView(database, identity, { ...jobs, ...journal, forecast }),
    ...createFailureViews(database, identity, revisions),
    ...journal,
    ...createDeskViews(database),
    ...createBulkViews(database, identity),
  };
}
