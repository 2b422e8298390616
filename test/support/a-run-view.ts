import type { Run } from '#shared/contract/run-schema.ts';
import { NO_TRIMMINGS, toRunView } from '#engine/core/run-view.ts';
import { aRun } from '#test/support/a-run.ts';

/** A run as callers see it; what a test does not say is the plainest possible. */
export function aRunView(more: Partial<Run> = {}): Run {
  return { ...toRunView({ code: 'k7fq', uniqueId: 'here' }, aRun(1), NO_TRIMMINGS), ...more };
}
