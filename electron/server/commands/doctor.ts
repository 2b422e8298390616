import { styleText } from 'node:util';
import type { Command } from 'commander';
import type { Check } from '#server/doctor/check.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import { printable } from '#server/printable.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { dataFolderOf } from '#server/run-with-client.ts';
import type { Terminal } from '#server/terminal.ts';

export function addDoctorCommand(program: Command, host: ProgramHost): void {
  program
    .command('doctor')
    .description('test whether everything that an engine needs is in order')
    .option(...JSON_OPTION)
    .action(async (options: JsonOption, command: Command) => {
      const { runChecks } = await import('#server/doctor/run-checks.ts');
      const checks = await runChecks(dataFolderOf(command, host), host.terminal.now());
      printAnswer(host, options, checks, () => formatChecks(checks, host.terminal));
      if (checks.some(({ isOk }) => !isOk)) host.endWith(1);
    });
}

function formatChecks(checks: readonly Check[], { isInteractive }: Terminal): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.map(({ name, isOk, finding, wayOut }) => {
    const verdict = isOk ? 'ok    ' : 'failed';
    const shown = isInteractive ? styleText(isOk ? 'green' : 'red', verdict) : verdict;
    const advice = wayOut === null ? '' : `: ${wayOut}`;
    return `${shown}  ${name.padEnd(width)}  ${printable(finding + advice)}`;
  });
  return lines.join('\n');
}
