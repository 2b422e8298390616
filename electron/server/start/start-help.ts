import { Command } from 'commander';
import { addServeCommand } from '#server/commands/serve.ts';
import type { ProgramHost } from '#server/program-host.ts';

/** Decided for whoever starts it: nobody needs to ask for it. */
const DECIDED = ['--open', '--json'];

/** What `npm start -- --help` says: the options that are its own, and those that it hands on to `serve`. */
export function startHelp(host: ProgramHost): string {
  const program = new Command();
  addServeCommand(program, host);
  const handedOn = program.commands.flatMap(({ options }) => options);
  const start = new Command('npm start --')
    .description('Builds what is missing or old, and shows the console on its engine.')
    .helpOption('--help', 'print this help, and build nothing')
    .option('--browser', 'show the console in the browser, and never start Electron')
    .option(
      '--data <folder>',
      'the data folder (default: the variable NIGHTDESK_DATA, or a folder of the platform)',
    );
  for (const option of handedOn) {
    if (!DECIDED.includes(option.long ?? '')) start.addOption(option);
  }
  return `${start.helpInformation()}\n${DESKTOP}`;
}

const DESKTOP =
  'The desktop application knows --data and --example; what else is listed here is for the browser.';
