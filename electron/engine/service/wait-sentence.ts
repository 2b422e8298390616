import type { GateName } from '#shared/domain/gate.ts';
import type { Gate } from '#engine/core/gates.ts';
import type { RunKey } from '#engine/core/live-run.ts';

/** What kept a run from starting, told afterwards. */
export function waitSentence(
  name: GateName,
  cause: Gate | null,
  nameRun: (runKey: RunKey) => string,
): string {
  const blocker = cause?.blockers[0];
  const by = blocker === undefined ? '' : ` by run ${nameRun(blocker)}`;
  const who = cause?.pause == null ? '' : ` by ${cause.pause.by}${reasonOf(cause.pause.reason)}`;
  switch (name) {
    case 'key_busy':
      return `concurrency key "${cause?.key ?? ''}" was taken${by}`;
    case 'overlap':
      return blocker === undefined
        ? 'another run of the job came first'
        : `run ${nameRun(blocker)} came first`;
    case 'no_worker':
      return 'all workers were busy';
    case 'scheduler_paused':
      return `the scheduler was paused${who}`;
    case 'job_paused':
      return `its job was paused${who}`;
    case 'trigger_paused':
      return `its trigger was paused${who}`;
    case 'key_paused':
      return `concurrency key "${cause?.key ?? ''}" was paused${who}`;
    case 'engine_draining':
      return 'the engine was stopped';
    default:
      return `it waited at the gate ${name}`;
  }
}

function reasonOf(reason: string | null): string {
  return reason === null ? '' : ` (${reason})`;
}
