import type { Database } from 'better-sqlite3';
import type { Json } from '#shared/lib/json.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { KeyLimit } from '#engine/core/key-limit.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import type {
  DecisionReader,
  JobRecord,
  OpenAttempt,
  RememberedAnswer,
  TriggerRecord,
} from '#engine/core/store.ts';
import type { JobKey, TriggerKey } from '#engine/core/live-run.ts';
import { createChainReads } from '#engine/store/read-chains.ts';
import { createOutputReader } from '#engine/store/read-outputs.ts';
import { createFailureGroupReader } from '#engine/store/read-failure-groups.ts';
import type { PauseReader } from '#engine/store/read-pauses.ts';
import { createPauseReader } from '#engine/store/read-pauses.ts';
import { createPinReader } from '#engine/store/read-pins.ts';
import { createBulkReads } from '#engine/store/bulk-reader.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import { createRevisionReader } from '#engine/store/revision-reader.ts';
import type { RunRow } from '#engine/store/run-row.ts';
import { ALL_RUNS, LIVE_RUNS, RUN_COLUMNS, toLiveRun } from '#engine/store/run-row.ts';
import { KEY, NAME } from '#engine/store/key-parameter.ts';

export function createDecisionReader(
  database: Database,
  identity: InstanceIdentity,
): DecisionReader {
  const revisions = createRevisionReader(database);
  const pauses = createPauseReader(database);
  const readOutput = createOutputReader(database);
  return {
    identity,
    readRevision: revisions.read,
    ...pauses,
    ...createJobReads(database, revisions, pauses),
    ...createRunReads(database, revisions),
    findOutput: (runKey) => readOutput(runKey)?.output ?? null,
    ...createBulkReads(database),
    ...createFailureGroupReader(database),
    ...createBookkeepingReads(database),
  };
}

interface JobRow {
  readonly id: number;
  readonly revision_id: number;
}

interface TriggerRow {
  readonly id: number;
  readonly job_id: number;
  readonly definition: string;
  readonly created_at: number;
  readonly next_at: number | null;
  readonly removed_at: number | null;
}

function createJobReads(database: Database, revisions: RevisionReader, { findPause }: PauseReader) {
  const byName = database.prepare<[string], JobRow>('SELECT * FROM job WHERE name = ?');
  const names = database.prepare<[], string>('SELECT name FROM job ORDER BY name').pluck();
  const byKey = database.prepare<[JobKey], JobRow>(`SELECT * FROM job WHERE id = ${KEY}`);
  const triggers = database.prepare<[JobKey], TriggerRow>(
    `SELECT * FROM trigger WHERE job_id = ${KEY} ORDER BY id`,
  );
  const dueTriggers = database.prepare<[number, number], TriggerRow>(
    `SELECT * FROM trigger WHERE next_at <= ${KEY} ORDER BY next_at LIMIT ?`,
  );
  const futureTriggers = database.prepare<[number], TriggerRow>(
    `SELECT * FROM trigger WHERE next_at > ${KEY} ORDER BY next_at`,
  );
  const zoneData = database
    .prepare<[], string>(`SELECT value FROM meta WHERE name = 'zone_data'`)
    .pluck();
  const lastDecided = database
    .prepare<[TriggerKey], number>(
      `SELECT through_at FROM occurrence WHERE trigger_id = ${KEY} ORDER BY nominal_at DESC LIMIT 1`,
    )
    .pluck();
  const caused = database.prepare<[string], TriggerRow>(
    `SELECT trigger.* FROM trigger_cause CROSS JOIN trigger ON trigger.id = trigger_cause.trigger_id
     WHERE cause = ${NAME} AND removed_at IS NULL ORDER BY trigger_cause.trigger_id`,
  );
  const keyLimits = database.prepare<[string], KeyLimit>(
    `SELECT most AS "limit", job.name AS job FROM key_limit JOIN job ON job.id = key_limit.job_id
     WHERE template = ${NAME} ORDER BY most, job.name`,
  );
  const toRecord = (row: JobRow): JobRecord => ({
    revision: revisions.read(row.revision_id),
    pause: findPause({ scope: 'job', jobKey: row.id }),
  });
  const toTriggerRecord = (row: TriggerRow): TriggerRecord => ({
    triggerKey: row.id,
    jobKey: row.job_id,
    trigger: JSON.parse(row.definition) as Trigger,
    createdAt: row.created_at,
    nextAt: row.next_at,
    pause: findPause({ scope: 'trigger', jobKey: row.job_id, triggerKey: row.id }),
    isRemoved: row.removed_at !== null,
  });
  return {
    findJob(name: string) {
      const row = byName.get(name);
      return row === undefined ? null : toRecord(row);
    },
    causedTriggers: (cause: string) => caused.all(cause).map(toTriggerRecord),
    keyLimits: (template: string) => keyLimits.all(template),
    jobNames: () => names.all(),
    readJob(jobKey: JobKey) {
      const row = byKey.get(jobKey);
      if (row === undefined) throw new Error(`job ${jobKey} does not exist`);
      return toRecord(row);
    },
    readTriggers: (jobKey: JobKey) => triggers.all(jobKey).map(toTriggerRecord),
    dueTriggers: (now: number, limit: number) => dueTriggers.all(now, limit).map(toTriggerRecord),
    futureTriggers: (afterAt: number) => futureTriggers.all(afterAt).map(toTriggerRecord),
    zoneData: () => zoneData.get() ?? null,
    lastDecidedAt: (triggerKey: TriggerKey) => lastDecided.get(triggerKey) ?? null,
  };
}

function createRunReads(database: Database, revisions: RevisionReader) {
  const byKey = database.prepare<[number], RunRow>(
    `SELECT ${RUN_COLUMNS} FROM ${ALL_RUNS} WHERE run.id = ${KEY}`,
  );
  const present = database.prepare<[number], number>(`SELECT 1 FROM run WHERE id = ${KEY}`).pluck();
  const due = database.prepare<[number, number], RunRow>(
    `SELECT ${RUN_COLUMNS} FROM wake CROSS JOIN ${ALL_RUNS}
     WHERE run.id = wake.run_id AND wake.at <= ${KEY} ORDER BY wake.at, wake.run_id LIMIT ?`,
  );
  const active = database.prepare<[], RunRow>(
    `SELECT ${RUN_COLUMNS} FROM ${LIVE_RUNS}
     WHERE live_run.state IN ('ready', 'running', 'retry_wait') ORDER BY live_run.run_id`,
  );
  const open = database.prepare<
    [],
    { run_id: number; number: number; state: string; token: string; boot_id: string | null }
  >(
    `SELECT attempt.* FROM live_run JOIN attempt ON attempt.run_id = live_run.run_id
       AND attempt.number = live_run.attempt_count
     WHERE live_run.state = 'running' ORDER BY live_run.run_id`,
  );
  const lost = database
    .prepare<[number], number>(
      `SELECT count(*) FROM attempt WHERE run_id = ${KEY} AND state = 'lost'`,
    )
    .pluck();
  const toRun = (row: RunRow) => toLiveRun(row, revisions.read(row.revision_id));
  return {
    ...createChainReads(database, toRun),
    findRun(runKey: number) {
      const row = byKey.get(runKey);
      return row === undefined ? null : toRun(row);
    },
    findPin: createPinReader(database),
    hasRun: (runKey: number) => present.get(runKey) !== undefined,
    dueRuns: (now: number, limit: number) => due.all(now, limit).map(toRun),
    activeRuns: () => active.all().map(toRun),
    openAttempts: () =>
      open.all().map(
        (row) =>
          ({
            runKey: row.run_id,
            number: row.number,
            state: row.state,
            token: row.token,
            bootId: row.boot_id,
          }) as OpenAttempt,
      ),
    hasLostAttempt: (runKey: number) => (lost.get(runKey) ?? 0) > 0,
  };
}

function createBookkeepingReads(database: Database) {
  const answer = database.prepare<[string], { answer: string; operation: string | null }>(
    'SELECT answer, operation FROM answered_command WHERE command_id = ?',
  );
  const next = database
    .prepare<[], number | null>(
      `SELECT min(at) FROM (
         SELECT * FROM (SELECT next_at AS at FROM trigger WHERE next_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM pause WHERE scope = 'scheduler') ORDER BY next_at LIMIT 1)
         UNION ALL SELECT * FROM (SELECT until_at AS at FROM pause WHERE until_at IS NOT NULL
           ORDER BY until_at LIMIT 1)
         UNION ALL SELECT * FROM (SELECT at FROM wake ORDER BY at LIMIT 1))`,
    )
    .pluck();
  const following = (table: string) =>
    database.prepare<[], number>(`SELECT coalesce(max(id), 0) + 1 FROM ${table}`).pluck();
  const tables = ['run', 'job', 'job_revision', 'trigger', 'bulk'];
  const [run, job, revision, trigger, bulk] = tables.map(following);
  return {
    nextInstant: () => next.get() ?? null,
    findAnswer(commandId: string): RememberedAnswer | null {
      const row = answer.get(commandId);
      if (row === undefined) return null;
      return { operation: row.operation, answer: JSON.parse(row.answer) as Json };
    },
    nextKeys: () => ({
      run: run?.get() ?? 1,
      job: job?.get() ?? 1,
      revision: revision?.get() ?? 1,
      trigger: trigger?.get() ?? 1,
      bulk: bulk?.get() ?? 1,
    }),
  };
}
