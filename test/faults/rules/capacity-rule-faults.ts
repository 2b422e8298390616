import type { RuleFault } from '#test/faults/rule-fault.ts';
import { SERVICE, rulesOf } from '#test/faults/rule-fault.ts';

const capacity = rulesOf('integration/semantics/capacity');

/** What has workers and keys, as it is told. */
export const CAPACITY_RULE_FAULTS: readonly RuleFault[] = [
  capacity(
    'the capacity names who has a concurrency key',
    'the holders of a key are not told',
    `${SERVICE}/capacity.ts`,
    'holders: running.filter(({ run }) => takesKey(run))',
    'holders: running.filter(() => false)',
  ),
  capacity(
    'the capacity tells runs that only wait for a worker',
    'a missing worker is not named',
    `${SERVICE}/capacity.ts`,
    'gate: gate?.gate ?? null,',
    'gate: null,',
  ),
  capacity(
    'the capacity counts no run that was cancelled',
    'whoever left the queue is counted',
    `${SERVICE}/ready-lanes.ts`,
    'count: readyIn(lane, isReady).length',
    'count: lane.tickets.size',
  ),
];
