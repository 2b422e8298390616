import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { reportFailure } from '#server/report-failure.ts';
import { runProgram } from '#server/run-program.ts';
import { createTerminal } from '#server/terminal.ts';

/*
 * The program `nightdesk`, as its launcher loads it. The exit code is only noted, not enforced: what is still
 * on its way to a slow pipe arrives.
 */

function readVersion(): string {
  const file = findPackageJSON(import.meta.url);
  if (file === undefined) return 'unknown';
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return version;
}

const surroundings = {
  version: readVersion(),
  environment: process.env,
  terminal: createTerminal(),
};

process.on('uncaughtException', (error) => {
  reportFailure(error, surroundings);
  process.exit(2);
});

process.exitCode = await runProgram(process.argv.slice(2), surroundings);
