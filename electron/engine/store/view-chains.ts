import type { Database } from 'better-sqlite3';
import type { RunChain } from '#shared/contract/run-schema.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { RunViews } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

const SHOWN_FOLLOWERS = 100;

/** How runs stand among those of other jobs. */
export function createChainView(
  database: Database,
  identity: InstanceIdentity,
): Pick<RunViews, 'viewChain'> {
  type After = Omit<RunChain['after'][number], 'run'> & { readonly run: RunKey | null };
  type Follower = Omit<RunChain['followedBy'][number], 'run'> & { readonly run: RunKey };
  type NotFollower = Omit<RunChain['notFollowedBy'][number], 'run'> & {
    readonly run: RunKey | null;
  };
  const after = database.prepare<[RunKey], After>(
    `SELECT job, demand AS "on", met_by AS run FROM dependency WHERE run_id = ${KEY}`,
  );
  const followers = database.prepare<[RunKey, number], Follower>(
    `SELECT run.id AS run, job.name AS job, coalesce(live_run.state, outcome.state) AS state
     FROM dependency CROSS JOIN run ON run.id = dependency.run_id JOIN job ON job.id = run.job_id
       LEFT JOIN live_run ON live_run.run_id = run.id LEFT JOIN outcome ON outcome.run_id = run.id
     WHERE dependency.met_by = ${KEY} ORDER BY run.id LIMIT ?`,
  );
  const notFollowers = database.prepare<[RunKey, number], NotFollower>(
    `SELECT job.name AS job, disposition, reason, run_id AS run
     FROM occurrence CROSS JOIN trigger ON trigger.id = trigger_id CROSS JOIN job ON job.id = job_id
     WHERE caused_by = ${KEY} AND disposition <> 'dispatched' ORDER BY nominal_at LIMIT ?`,
  );
  const id = (key: RunKey) => toRunId(identity, key);
  return {
    viewChain: (runKey) => ({
      after: after
        .all(runKey)
        .map(({ run, ...rest }) => ({ ...rest, run: run === null ? null : id(run) })),
      followedBy: followers
        .all(runKey, SHOWN_FOLLOWERS)
        .map(({ run, ...rest }) => ({ ...rest, run: id(run) })),
      notFollowedBy: notFollowers
        .all(runKey, SHOWN_FOLLOWERS)
        .map(({ run, ...rest }) => ({ ...rest, run: run === null ? null : id(run) })),
    }),
  };
}
