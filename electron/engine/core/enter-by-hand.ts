import type { Json } from '#shared/lib/json.ts';
import type { Decision } from '#engine/core/change.ts';
import type { JobRunsIndex } from '#engine/core/enter.ts';
import { decideEntrance } from '#engine/core/enter.ts';
import type { LiveRun } from '#engine/core/live-run.ts';
import { merged } from '#engine/core/occurrence.ts';

/** The run that a request made by hand came to. */
export interface Entered {
  /** A new one, or the pending one that it is merged into. */
  readonly run: LiveRun;
  readonly isMerged: boolean;
}

/** A request made by hand: it becomes a run, or is merged into a pending one. */
export function decideRequest(
  run: LiveRun,
  inputDiff: Json,
  runs: JobRunsIndex,
): Decision<Entered> {
  const entrance = run.state === 'ready' ? decideEntrance(run, runs) : null;
  if (entrance?.verdict === 'coalesce') {
    const { into } = entrance;
    const changes = [merged(into, 1, run.actor)];
    return { changes, effects: [], answer: { run: into, isMerged: true } };
  }
  const more = entrance?.verdict === 'start' ? entrance : { changes: [], effects: [] };
  return {
    changes: [...more.changes, { type: 'run_created', run, inputDiff }],
    effects: more.effects,
    answer: { run, isMerged: false },
  };
}
