import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, DOMAIN, SERVICE, rulesOf } from '#test/faults/rule-fault.ts';

const methods = rulesOf('integration/semantics/methods');

/** Section 2: what GET and POST mean. */
export const METHOD_RULE_FAULTS: readonly RuleFault[] = [
  methods(
    'a GET by hand is merged into the pending run of the same request',
    'a GET is not merged',
    `${CORE}/overlap.ts`,
    "method === 'GET' && samePending !== null",
    "method === 'POST' && samePending !== null",
  ),
  methods(
    'a GET by hand with another input is a request of its own',
    'a GET is merged into any pending run of its job',
    `${SERVICE}/active-runs.ts`,
    '[...(pendingByRequest.get(requestLine) ?? [])].find(isSame) ?? null',
    '[...pending][0] ?? null',
  ),
  methods(
    'a GET by hand is never skipped',
    'a GET is merged into the run that is under way',
    `${SERVICE}/active-runs.ts`,
    '    if (isPending(run)) {',
    "    if (isPending(run) || run.state === 'running') {",
  ),
  methods(
    'a GET by hand that was put off is not skipped either',
    'what a person put off is skipped like an occurrence',
    `${CORE}/overlap.ts`,
    "policy === 'skip' && !facts.isByHand &&",
    "policy === 'skip' &&",
  ),
  methods(
    'a POST by hand is always a new run',
    'a POST does not queue behind what runs',
    `${CORE}/overlap.ts`,
    "if (policy === 'allow') return [];",
    "if (policy !== 'skip') return [];",
  ),
  methods(
    'a lost attempt of a GET is retried by policy',
    'a GET counts as not repeatable',
    `${DOMAIN}/method.ts`,
    "job.method === 'GET' || job.idempotent",
    'job.idempotent',
  ),
  methods(
    'a lost attempt of a POST leaves the run unknown',
    'a lost POST is treated like a GET',
    `${CORE}/attempt-end.ts`,
    'return isRepeatable(run.revision.definition)\n        ?',
    'return true\n        ?',
  ),
  methods(
    'a lost attempt of a POST that says it is idempotent',
    'that a POST is idempotent makes no difference',
    `${DOMAIN}/method.ts`,
    "job.method === 'GET' || job.idempotent",
    "job.method === 'GET'",
  ),
  methods(
    'a POST whose request was sent and got no answer (no_answer)',
    'no answer counts as a failure',
    `${CORE}/attempt-end.ts`,
    "failureClass === 'no_answer' || failureClass === 'timeout'",
    "failureClass === 'timeout'",
  ),
  methods(
    'a POST whose request was sent and got no answer (timeout)',
    'a timeout counts as a failure',
    `${CORE}/attempt-end.ts`,
    "failureClass === 'no_answer' || failureClass === 'timeout'",
    "failureClass === 'no_answer'",
  ),
  methods(
    'a GET whose request was sent and got no answer is retried',
    'a GET without an answer is unknown',
    `${CORE}/attempt-end.ts`,
    'if (isRepeatable(definition)) return false;',
    '',
  ),
  methods(
    'a POST request that was never sent is retried by policy',
    'a POST that was never sent is not retried',
    `${CORE}/next-attempt.ts`,
    "['network', 'http:429'",
    "['http:429'",
  ),
  methods(
    'a run that succeeded is never executed again',
    'a succeeded run takes a retry',
    `${CORE}/by-hand.ts`,
    "case 'retry_wait':\n      return null;",
    "case 'retry_wait':\n    case 'succeeded' as never:\n      return null;",
  ),
  methods(
    'every attempt of a run carries the same idempotency key',
    'the key changes with each attempt',
    `${SERVICE}/attempts.ts`,
    'toIdempotencyKey(identity, run.key),',
    'toIdempotencyKey(identity, run.key * 100 + run.attemptCount),',
  ),
  methods(
    'an orderly stop interrupts a GET, which uses up no attempt',
    'an interrupted GET waits for a person',
    `${CORE}/attempt-end.ts`,
    'if (outcome.hasStarted && !isRepeatable(run.revision.definition)) {',
    'if (outcome.hasStarted) {',
  ),
  methods(
    'an orderly stop of a GET that somebody cancels cancels it',
    'an interruption forgets the cancel',
    `${CORE}/attempt-end.ts`,
    'return run.cancelledBy === null\n',
    'return run !== null\n',
  ),
  methods(
    'an orderly stop leaves a POST that was under way unknown',
    'an interrupted POST starts again',
    `${CORE}/attempt-end.ts`,
    'if (outcome.hasStarted && !isRepeatable(run.revision.definition)) {',
    'if (run === null) {',
  ),
  methods(
    'a POST that certainly never began starts again by itself',
    'a POST that never began is unknown',
    `${CORE}/attempt-end.ts`,
    'if (outcome.hasStarted && !isRepeatable(run.revision.definition)) {',
    'if (!isRepeatable(run.revision.definition)) {',
  ),
];
