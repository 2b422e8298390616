import { jobsAndRuns } from '#engine/store/migrations/0001-jobs-and-runs.ts';
import { views } from '#engine/store/migrations/0002-views.ts';
import { answeredOperations } from '#engine/store/migrations/0003-answered-operations.ts';
import { timeJumps } from '#engine/store/migrations/0004-time-jumps.ts';
import { movedInstants } from '#engine/store/migrations/0005-moved-instants.ts';
import { pauses } from '#engine/store/migrations/0006-pauses.ts';
import { keyLimits } from '#engine/store/migrations/0007-key-limits.ts';
import { waitedFor } from '#engine/store/migrations/0008-waited-for.ts';
import { chains } from '#engine/store/migrations/0009-chains.ts';
import { rollups } from '#engine/store/migrations/0010-rollups.ts';
import { pins } from '#engine/store/migrations/0011-pins.ts';
import { longRuns } from '#engine/store/migrations/0012-long-runs.ts';
import { outputs } from '#engine/store/migrations/0013-outputs.ts';
import { bulks } from '#engine/store/migrations/0014-bulks.ts';
import { failureMarks } from '#engine/store/migrations/0015-failure-marks.ts';

/** Forward only; the database's `user_version` is the number of migrations it has seen. */
export const MIGRATIONS: readonly string[] = [
  jobsAndRuns,
  views,
  answeredOperations,
  timeJumps,
  movedInstants,
  pauses,
  keyLimits,
  waitedFor,
  chains,
  rollups,
  pins,
  longRuns,
  outputs,
  bulks,
  failureMarks,
];
