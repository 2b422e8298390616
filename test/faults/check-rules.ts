/**
 * Breaks one rule after the other and expects the test that is named after it to turn red: `npm run
 * test:faults`, or with a part of a test's name or file for some of them.
 */
import path from 'node:path';
import { createVitest } from 'vitest/node';
import type { Vitest } from 'vitest/node';
import { FAULT_VARIABLE } from '#test/faults/fault.ts';
import type { RuleFault } from '#test/faults/rule-fault.ts';
import { RULE_FAULTS } from '#test/faults/rule-faults.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** How many tests of that name fail while the rule is broken. */
async function countFailures(vitest: Vitest, fault: RuleFault): Promise<number> {
  process.env[FAULT_VARIABLE] = JSON.stringify(fault);
  vitest.setGlobalTestNamePattern(fault.testName.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  vitest.invalidateFile(path.join(root, fault.file));
  const specifications = await vitest.getRelevantTestSpecifications([fault.testFile]);
  const { testModules } = await vitest.runTestSpecifications(specifications);
  // The next fault may be in another file: this one is then to be sound again.
  vitest.invalidateFile(path.join(root, fault.file));
  return testModules.flatMap(({ children }) => [...children.allTests('failed')]).length;
}

const [part = ''] = process.argv.slice(2);
const faults = RULE_FAULTS.filter((fault) => `${fault.testFile} ${fault.testName}`.includes(part));
const vitest = await createVitest({
  ...{ root, watch: false, fsModuleCache: false, maxWorkers: 1 },
  reporters: [{}],
});
await vitest.standalone();
const unnoticed: RuleFault[] = [];
for (const fault of faults) {
  const failureCount = await countFailures(vitest, fault);
  if (failureCount === 0) unnoticed.push(fault);
  console.log(`${failureCount > 0 ? 'red  ' : 'GREEN'} ${fault.testName}`);
}
await vitest.close();
console.log(`${faults.length - unnoticed.length} of ${faults.length} broken rules are noticed`);
for (const { breaks, testName } of unnoticed) console.log(`not noticed: ${breaks} (${testName})`);
process.exitCode = unnoticed.length === 0 ? 0 : 1;
