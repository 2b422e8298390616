import type { LiveRun } from '#engine/core/live-run.ts';

/** Which run a journal row is about, and who brought it about. */
export function toSubject(run: LiveRun, at: number, actor = run.actor) {
  const { jobKey: key, definition } = run.revision;
  return {
    at,
    runKey: run.key,
    job: { key, name: definition.name },
    actor: actor?.name ?? null,
    reason: actor?.reason ?? null,
  };
}
