import type { Database } from 'better-sqlite3';
import type { InputDiff, Run } from '#shared/contract/run-schema.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunView } from '#engine/core/run-view.ts';
import type { RunViews } from '#engine/core/view-reader.ts';
import { createRunFinder } from '#engine/store/find-runs.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import type { RunRow } from '#engine/store/run-row.ts';
import { ALL_RUNS, RUN_COLUMNS, toRunFacts } from '#engine/store/run-row.ts';
import { createAttemptLookup, createAttemptReader } from '#engine/store/view-attempts.ts';
import { createPinReader } from '#engine/store/read-pins.ts';
import { createChainView } from '#engine/store/view-chains.ts';
import { createOutputView } from '#engine/store/view-outputs.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** More retriggers of one run than this are nobody's to look through. */
const SHOWN_RETRIGGERS = 1_000;

/** Runs in the contract's form. */
export function createRunViews(
  database: Database,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): RunViews {
  const attempts = createAttemptReader(database, identity);
  const pinOf = createPinReader(database);
  const finder = createRunFinder(database);
  const select = `SELECT ${RUN_COLUMNS} FROM ${ALL_RUNS}`;
  const byKey = database.prepare<[RunKey], RunRow>(`${select} WHERE run.id = ${KEY}`);
  const byOriginal = database.prepare<[RunKey, number], RunRow>(
    `${select} WHERE run.retrigger_of = ${KEY} ORDER BY run.id LIMIT ?`,
  );

  function toRun(row: RunRow): Run {
    return toRunView(identity, toRunFacts(row, revisions.read(row.revision_id)), {
      inputDiff: row.input_diff === null ? null : (JSON.parse(row.input_diff) as InputDiff),
      endedAt: row.ended_at,
      supersededBy: row.superseded_by,
      message: row.message,
      pinned: pinOf(row.id),
      attempts: attempts(row.id),
    });
  }

  function viewRun(runKey: RunKey): Run | null {
    const row = byKey.get(runKey);
    return row === undefined ? null : toRun(row);
  }

  return {
    ...createAttemptLookup(database),
    ...createChainView(database, identity),
    ...createOutputView(database),
    viewRun,
    listRuns: ({ before, limit, ...query }) =>
      finder
        .find(query, before, limit)
        .map(viewRun)
        .filter((run) => run !== null),
    findRunKeys: (query, limit) => finder.find(query, undefined, limit),
    countRuns: finder.count,
    listRetriggers: (runKey) => byOriginal.all(runKey, SHOWN_RETRIGGERS).map(toRun),
  };
}
