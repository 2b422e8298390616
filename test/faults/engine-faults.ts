import type { Fault } from '#test/faults/fault.ts';
import { CORE, DOMAIN, SERVICE, STORE } from '#test/faults/rule-fault.ts';

function inFolder(folder: string) {
  return (file: string, breaks: string, text: string, brokenText: string): Fault => {
    return { breaks, file: `${folder}/${file}.ts`, text, brokenText };
  };
}

const core = inFolder(CORE);
const service = inFolder(SERVICE);
const store = inFolder(STORE);
const domain = inFolder(DOMAIN);

/** Defects of the engine, each of which breaks a promise. The histories of the simulation have to find them all. */
export const ENGINE_FAULTS: readonly Fault[] = [
  core(
    'attempt-end',
    'a POST whose attempt was lost is retried like a GET',
    'return isRepeatable(run.revision.definition)\n        ?',
    'return true\n        ?',
  ),
  core(
    'attempt-end',
    'a POST that got no answer counts as an ordinary failure',
    "failureClass === 'no_answer' || failureClass === 'timeout'",
    "failureClass === 'timeout'",
  ),
  core(
    'attempt-end',
    'a run whose attempt succeeded becomes failed',
    "counted(run, 'succeeded', 'succeeded', outcome.message)",
    "counted(run, 'failed', 'failed', outcome.message)",
  ),
  core(
    'attempt-end',
    'a POST that never began waits for a person',
    'if (outcome.hasStarted && !isRepeatable(run.revision.definition)) {',
    'if (!isRepeatable(run.revision.definition)) {',
  ),
  core(
    'attempt-end',
    'the delay before the next attempt is not stored',
    'end(facts, [planRetry(run, next.at, message)], next.delayMs)',
    'end(facts, [planRetry(run, next.at, message)])',
  ),
  core(
    'attempt-end',
    'a run in retry_wait has forgotten when to go on',
    'patch: { wakeAt: at, countedAttempts: run.countedAttempts + 1 }',
    'patch: { countedAttempts: run.countedAttempts + 1 }',
  ),
  core(
    'attempt-end',
    'failed attempts are not counted',
    'patch: { wakeAt: at, countedAttempts: run.countedAttempts + 1 }',
    'patch: { wakeAt: at }',
  ),
  core(
    'attempt-end',
    'a run that somebody cancels is retried when its attempt fails first',
    'if (run.cancelledBy !== null) return end(facts, [cancelled(run, message)]);',
    '',
  ),
  core(
    'next-attempt',
    'a run gets one attempt too many',
    'countedAttempts >= policy.maxAttempts + grantedAttempts',
    'countedAttempts > policy.maxAttempts + grantedAttempts',
  ),
  core(
    'next-attempt',
    'a retry by hand grants two attempts',
    'countedAttempts >= policy.maxAttempts + grantedAttempts',
    'countedAttempts >= policy.maxAttempts + 2 * grantedAttempts',
  ),
  domain(
    'retry-policy',
    'the back-off grows one step too late',
    'Math.pow(policy.factor, attemptNumber - 1)',
    'Math.pow(policy.factor, Math.max(0, attemptNumber - 2))',
  ),
  core(
    'claim',
    'the next attempt takes the number of the one before',
    'const number = run.attemptCount + 1;',
    'const number = Math.max(1, run.attemptCount);',
  ),
  core(
    'cancel',
    'a run counts as cancelled while its process lives',
    "if (run.state !== 'running') {",
    "if (run.state !== 'retry_wait') {",
  ),
  core(
    'gates',
    'a concurrency key lets one run too many in',
    'holders.length >= limit',
    'holders.length > limit',
  ),
  core(
    'overlap',
    'runs of a job overlap whatever its policy says',
    "if (policy === 'allow') return [];",
    "if (policy !== 'skip') return [];",
  ),
  core(
    'overlap',
    'a POST that a person asked for is dropped for a newer one',
    "const isByHand = run.origin === 'manual' || run.origin === 'retrigger';",
    "const isByHand = run.origin === 'retrigger';",
  ),
  core(
    'by-hand',
    'a POST with a lost attempt is retried after somebody said that it failed',
    "return run.hasLostAttempt && run.method === 'POST'",
    "return run.hasLostAttempt && run.method === 'GET'",
  ),
  core(
    'by-hand',
    'a run that is held and released has forgotten when to go on',
    'const patch = { heldFrom: null, wakeAt: run.wakeAt };',
    'const patch = { heldFrom: null };',
  ),
  core(
    'due',
    'nothing wakes a run in retry_wait',
    "const isWaiting = run.state === 'scheduled' || run.state === 'retry_wait';",
    "const isWaiting = run.state === 'scheduled';",
  ),
  core(
    'due',
    'a run expires as soon as it is due',
    'return waitsSince(run) + expireAfterMs;',
    'return waitsSince(run) + 1_000;',
  ),
  core(
    'missed-occurrences',
    'a POST that was missed more than once runs all the same',
    "length > 1 ? 'hold' : 'run_once'",
    "length > 1 ? 'run_once' : 'run_once'",
  ),
  core(
    'missed-occurrences',
    'an occurrence within its grace time counts as missed',
    'now - trigger.graceMs',
    'now - trigger.graceMs / 4',
  ),
  core(
    'missed-occurrences',
    'missed instants beyond the most that may run are forgotten',
    "...gap(facts, fromAt, (kept[0] ?? fromAt) - 1, 'skip', 'over_max'), ",
    '',
  ),
  core(
    'missed-occurrences',
    'a long gap is counted wrongly',
    'countFireTimes(schedule, fromAt - 1, toAt,',
    'countFireTimes(schedule, fromAt, toAt - 1,',
  ),
  core(
    'occurrence',
    'a merge loses the instants that were merged before',
    'merged(into, 1 + run.coalescedCount)',
    'merged(into, 1)',
  ),
  core(
    'occurrence',
    'an occurrence that was skipped for another run is not recorded',
    'return { changes: [recorded], effects: [], answer: null };',
    'return { changes: [], effects: [], answer: null };',
  ),
  core(
    'new-run',
    'a run of a trigger does not say of which instant it is',
    'nominalAt: facts.nominalAt ?? null,',
    'nominalAt: null,',
  ),
  service(
    'fire-due',
    'occurrences of a paused job are not recorded',
    "turn.carryOut(recordNotRun(facts, 'skipped', pausedReason));",
    'continue;',
  ),
  service(
    'fire-due',
    'a trigger goes on one second late and leaves out what is due in it',
    'nextFireTimes(trigger.schedule, decidedThrough, 1, createdAt)',
    'nextFireTimes(trigger.schedule, decidedThrough + 1_000, 1, createdAt)',
  ),
  service('planner', 'the planner stops looking when it finds nothing due', 'else rearm();', ''),
  service(
    'fire-due',
    'a run does not stand for the instants that were coalesced into it',
    'const merges = occurrence === bearer ? coalescedCount : 0;',
    'const merges = 0;',
  ),
  service(
    'why-paused',
    'a paused job makes runs',
    "if (job.pause !== null) return 'job_paused';",
    '',
  ),
  service(
    'dispatcher',
    'a pause that was lifted still counts',
    'paused.forget();\n      if (on.scope',
    'if (on.scope',
  ),
  service(
    'dispatcher',
    'a run that found no worker waits for its own job instead',
    'while (!isDraining && active.runningCount < workers) {',
    'while (!isDraining && active.runningCount <= workers) {',
  ),
  service(
    'active-runs',
    'a run that ended keeps its concurrency keys',
    'for (const { key } of run.keys) dropFrom(holders, key, runKey);',
    '',
  ),
  service(
    'active-runs',
    'who waits for a concurrency key is not woken when it is free',
    'run.keys.map(({ key }) => key) : []',
    '[] : []',
  ),
  service(
    'active-runs',
    'after a failed transaction workers stay taken',
    'runningCount = 0;\n      active.onReset();',
    'active.onReset();',
  ),
  service(
    'ready-lanes',
    'of several that wait for one thing only the last is woken',
    'parkedBy.set(waker, (parkedBy.get(waker) ?? new Set()).add(lane));',
    'parkedBy.set(waker, new Set<Lane>().add(lane));',
  ),
  service(
    'turn',
    'a process is started before its claim is on stable storage',
    'effects.push(...decision.effects);',
    'decision.effects.forEach(deps.carryOutEffect);',
  ),
  service(
    'turns',
    'a command is answered before it is on stable storage',
    'items.map(({ work }) => work)',
    'items.map(({ work, resolve }) => (turn) => {\n const answer = work(turn);\n resolve(answer);\n return answer;\n})',
  ),
  service(
    'turns',
    'what happened while the disk was full is forgotten',
    'happened = [...items.filter(({ isLasting }) => isLasting), ...happened];',
    'happened = [...happened];',
  ),
  service(
    'turns',
    'after a failed transaction memory keeps what was not written',
    'active.reset(store.read.activeRuns());',
    '',
  ),
  service(
    'turns',
    'the answer of a command is not remembered',
    'store.rememberAnswer(command, memory.toMemory(answer), turn.now);',
    '',
  ),
  service(
    'turns',
    'followers are told only of several events at once',
    'if (events.length > 0) deps.publish(events);',
    'if (events.length > 1) deps.publish(events);',
  ),
  service(
    'journal-hub',
    'a follower misses an event after each page',
    'const events = view.readJournal(last, PAGE);',
    'const events = view.readJournal(last === 0 ? 0 : last + 1, PAGE);',
  ),
  service(
    'attempts',
    'an attempt is started a second time by the next engine',
    "execute(run, 'resume', { token, bootId });",
    "execute(run, 'start', { token, bootId });",
  ),
  service(
    'attempts',
    'each attempt of a run carries a key of its own',
    'toIdempotencyKey(identity, run.key),',
    'toIdempotencyKey(identity, run.key * 100 + run.attemptCount),',
  ),
  service(
    'run-deeds',
    'a retrigger does not say what it was made from',
    'retriggerOf: original.key,',
    '',
  ),
  service(
    'run-deeds',
    'the root of a retriggered retrigger is not the first run',
    'rootRun: original.rootRun ?? original.key,',
    'rootRun: original.key,',
  ),
  store(
    'write-runs',
    'a journal row is missing',
    'else live.update(before, after, message);',
    "else live.update(before, after, message);\nif (event === 'retry_due') return null as never;",
  ),
  store(
    'write-runs',
    'nothing is noted that wakes a run which moves on',
    'if (to !== null) addWake.run(to, after.key);',
    '',
  ),
  store(
    'write-runs',
    'a run is woken for what it no longer waits for',
    'if (from !== null) removeWake.run(before.key, from);',
    '',
  ),
  store(
    'write-runs',
    'a finished run stays among the live ones',
    'live.remove(change.before);',
    '',
  ),
  store(
    'write-runs',
    'a merge is not written down',
    'countMerged.run(after.coalescedCount, after.key);',
    '',
  ),
  store(
    'decision-reader',
    'attempts that had not begun are forgotten at a restart',
    "WHERE live_run.state = 'running' ORDER BY live_run.run_id",
    "WHERE live_run.state = 'running' AND attempt.state = 'running' ORDER BY live_run.run_id",
  ),
  store(
    'decision-reader',
    'ready runs are forgotten at a restart',
    "WHERE live_run.state IN ('ready', 'running', 'retry_wait')",
    "WHERE live_run.state IN ('running', 'retry_wait')",
  ),
];
