import type { RuleFault } from '#test/faults/rule-fault.ts';
import { DOMAIN, rulesOf, SERVICE, STORE } from '#test/faults/rule-fault.ts';

const outputs = rulesOf('integration/semantics/chain-output');

/** Section 1: the output of a run as the input of the one after it. */
export const CHAIN_OUTPUT_RULE_FAULTS: readonly RuleFault[] = [
  outputs(
    'the output of a run is the input of the one',
    'the output replaces what the job has',
    `${SERVICE}/chain-input.ts`,
    'const input = { ...definition.input, ...taken };',
    'const input = taken;',
  ),
  outputs(
    'single values of an output are taken',
    'every value becomes text',
    `${DOMAIN}/template.ts`,
    'return path === null ?',
    'return path !== undefined ?',
  ),
  outputs(
    'an output that cannot be the input',
    'the schema is not asked',
    `${SERVICE}/chain-input.ts`,
    "inputSchemas.checkInput(definition.inputSchema, input, 'input');",
    '',
  ),
  outputs(
    'what a run hands on is what its last attempt said',
    'the first attempt counts',
    `${STORE}/read-outputs.ts`,
    'ORDER BY attempt.number DESC',
    'ORDER BY attempt.number',
  ),
  outputs(
    'a run that a person says has succeeded',
    'an output that nobody knows counts as empty',
    `${SERVICE}/chain-input.ts`,
    "throw new Refusal('invalid_input', output?.fault ?? 'it is no JSON object');",
    'return {};',
  ),
  outputs(
    'an output is shown with its secrets masked',
    'secrets are shown',
    `${STORE}/view-outputs.ts`,
    '(redactInput(value) as',
    '(value as',
  ),
];
