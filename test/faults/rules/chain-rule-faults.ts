import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, rulesOf, SERVICE, STORE } from '#test/faults/rule-fault.ts';

const chains = rulesOf('integration/semantics/chains');

/** Sections 1 and 6: what comes after other jobs, and after what happens to the engine. */
export const CHAIN_RULE_FAULTS: readonly RuleFault[] = [
  chains(
    'a job that comes after another runs when',
    'any end fires',
    `${SERVICE}/chains.ts`,
    'if (!meetsDemand(trigger.schedule.on, ended.state)) continue;',
    '',
  ),
  chains(
    'on says which ends of the other job count',
    'no end but success counts',
    `${CORE}/dependency.ts`,
    "demand === 'ended' ? state !== 'superseded' : state === demand",
    "state === 'succeeded'",
  ),
  chains(
    'a run that failed, was retried and succeeded',
    'each end of a run fires',
    `${SERVICE}/chains.ts`,
    'if (read.hasFired(triggerKey, ended.key)) continue;',
    '',
  ),
  chains(
    'the database itself lets no run',
    'the database takes a second firing by the same run',
    `${STORE}/migrations/0009-chains.ts`,
    'CREATE UNIQUE INDEX occurrence_cause',
    'CREATE INDEX occurrence_cause',
  ),
  chains(
    'what comes after several jobs waits',
    'the first end is enough',
    `${SERVICE}/fire-cause.ts`,
    'isWaiting: cause.dependencies.some(({ metBy }) => metBy === null)',
    'isWaiting: false',
  ),
  chains(
    'a run that waits for one that fails',
    'a run waits for ever for one that failed',
    `${SERVICE}/chains.ts`,
    'giveUp(turn, run, ended, dependency);',
    '',
  ),
  chains(
    'a run that was held while what it waits for ended',
    'a released run waits for what has ended already',
    `${SERVICE}/turn.ts`,
    "|| change.after.state === 'waiting'",
    '',
  ),
  chains(
    'jobs that would come after themselves',
    'cycles are not looked for',
    `${SERVICE}/check-chains.ts`,
    'const cycle = findCycle(job, upstreamOf);',
    'const cycle = findCycle(job, () => []);',
  ),
  chains(
    'what comes after another job is recorded as skipped',
    'a paused job is fired by the end of another',
    `${SERVICE}/why-paused.ts`,
    "if (job.pause !== null) return 'job_paused';",
    '',
  ),
  chains(
    'the start of the engine fires',
    'nothing hears of the start',
    'electron/engine/compose-engine.ts',
    "turns.record((turn) => events.happened(turn, 'engine_start'));",
    '',
  ),
  chains(
    'waking from sleep fires',
    'nothing hears of waking',
    'electron/engine/compose-engine.ts',
    "onWake: (turn) => events.happened(turn, 'wake'),",
    'onWake: () => undefined,',
  ),
];
