import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, SERVICE, rulesOf } from '#test/faults/rule-fault.ts';

const by = rulesOf('integration/semantics/retriggering');

/** Section 8, and what people do to runs. */
export const RETRIGGERING_RULE_FAULTS: readonly RuleFault[] = [
  by(
    'a retrigger is a new run with the same input',
    'a retrigger is not linked',
    `${SERVICE}/run-commands.ts`,
    'retriggerOf: original.key,',
    '',
  ),
  by(
    'an edited retrigger stores what was changed',
    'what was changed is not stored',
    `${SERVICE}/run-commands.ts`,
    'differences.length === 0 ? null',
    'differences.length >= 0 ? null',
  ),
  by(
    'the root of a chain of retriggers is its first run',
    'the root is the run before',
    `${SERVICE}/run-commands.ts`,
    'rootRun: original.rootRun ?? original.key,',
    'rootRun: original.key,',
  ),
  by(
    'a retrigger of a POST takes a new idempotency key',
    'the same key cannot be asked for',
    `${SERVICE}/run-commands.ts`,
    "request.idempotencyKey === 'same' ? keyOf(original) : null",
    'null',
  ),
  by(
    'a retrigger uses the current definition',
    'a retrigger always uses the current one',
    `${SERVICE}/run-commands.ts`,
    "request.revision === 'current' ?",
    "request.revision !== ('none' as string) ?",
  ),
  by(
    'an edited input that breaks the schema is refused',
    'an edited input is not checked',
    `${SERVICE}/run-commands.ts`,
    'const input = request.input ?? original.input;\n      check(revision, input);',
    'const input = request.input ?? original.input;',
  ),
  by(
    'the same command sent again makes no second run',
    'an answer is not remembered',
    `${SERVICE}/turns.ts`,
    'store.rememberAnswer(command, memory.toMemory(answer), turn.now);',
    '',
  ),
  by(
    'cancelling a run that waits ends it at once',
    'a cancel of a waiting run is only noted',
    `${CORE}/cancel.ts`,
    "if (run.state !== 'running') {",
    "if (run.state === 'held') {",
  ),
  by(
    'a running run is cancelled only once its attempt is gone',
    'a running run is cancelled at once',
    `${CORE}/cancel.ts`,
    "if (run.state !== 'running') {",
    "if (run.state !== 'held') {",
  ),
  by(
    'a cancelled run is not retried by policy',
    'a cancelled run is retried',
    `${CORE}/attempt-end.ts`,
    'if (run.cancelledBy !== null) return end(facts, [cancelled(run, message)]);',
    '',
  ),
  by(
    'a cancelled run can be retried',
    'a cancelled run takes no retry',
    `${CORE}/by-hand.ts`,
    "    case 'cancelled':\n    case 'expired':",
    "    case 'expired':",
  ),
  by(
    'resolving an unknown run needs a reason',
    'no reason is needed',
    `${CORE}/by-hand.ts`,
    "if (actor.reason === null || actor.reason.trim() === '') {",
    "if (actor.reason === '') {",
  ),
  by(
    'an unknown run resolved as succeeded',
    'it becomes failed',
    `${CORE}/by-hand.ts`,
    "moveRun(run, 'resolved', as,",
    "moveRun(run, 'resolved', 'failed',",
  ),
  by(
    'an unknown run resolved as failed',
    'it becomes succeeded',
    `${CORE}/by-hand.ts`,
    "moveRun(run, 'resolved', as,",
    "moveRun(run, 'resolved', 'succeeded',",
  ),
  by(
    'an unknown run resolved as ready',
    'it becomes failed',
    `${CORE}/by-hand.ts`,
    "return moveToReady(run, 'resolved', now, { actor, patch });",
    "return moveRun(run, 'resolved', 'failed', { actor, patch });",
  ),
  by(
    'an unknown run that is resolved as ready is no longer to be cancelled',
    'it is still to be cancelled',
    `${CORE}/by-hand.ts`,
    'grantedAttempts: run.grantedAttempts + 1, cancelledBy: null }',
    'grantedAttempts: run.grantedAttempts + 1 }',
  ),
  by(
    'a held run stays where it is until it is released',
    'a released run is ready at once',
    `${CORE}/by-hand.ts`,
    "const to = run.heldFrom ?? 'ready';",
    "const to = 'ready';",
  ),
];
