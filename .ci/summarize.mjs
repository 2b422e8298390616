// Prints what was skipped and failed in a run of the tests, and as its last line the counts.
// Usage: summarize.mjs <Vitest's JSON report> <exit code of the run>
import { readFileSync } from 'node:fs';
import path from 'node:path';

const [reportFile, exitCode] = process.argv.slice(2);

/** Empty where the run ended before Vitest did: a check had failed. */
function readReport() {
  const text = readFileSync(reportFile, 'utf8');
  return text === '' ? null : JSON.parse(text);
}

function summarize({ testResults }) {
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName }) => ({
      status,
      sentence: `${path.relative(process.cwd(), name)}: ${fullName}`,
    })),
  );
  const passed = tests.filter(({ status }) => status === 'passed');
  const failed = tests.filter(({ status }) => status === 'failed');
  const skipped = tests.filter((test) => !passed.includes(test) && !failed.includes(test));
  const brokenFiles = testResults
    .filter(({ status, assertionResults: results }) => {
      return status === 'failed' && !results.some((result) => result.status === 'failed');
    })
    .map(({ name }) => ({ sentence: `${path.relative(process.cwd(), name)} could not be run` }));
  return { passed, failed: [...failed, ...brokenFiles], skipped };
}

function printList(title, tests) {
  if (tests.length === 0) return;
  console.log(`\n${title}`);
  for (const { sentence } of tests) console.log(`  ${sentence}`);
}

const report = readReport();
const { passed, failed, skipped } = report
  ? summarize(report)
  : { passed: [], failed: [{ sentence: 'a check before the tests' }], skipped: [] };
if (exitCode !== '0' && failed.length === 0) {
  failed.push({ sentence: `the run ended with exit code ${exitCode} though no test failed` });
}

printList('Skipped (the name says why):', skipped);
printList('Failed:', failed);
console.log(`\n${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
process.exitCode = failed.length === 0 ? 0 : 1;
