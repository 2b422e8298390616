import type { Command } from 'commander';
import { Option } from 'commander';
import { parseCount } from '#server/parse-argument.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ServeOptions } from '#server/serve.ts';

const DEFAULT_PORT = 7_420;

export function addServeCommand(program: Command, host: ProgramHost): void {
  program
    .command('serve')
    .description('run the engine of the data folder, until Ctrl-C or `nightdesk stop`')
    .option('--jobs <file>', 'apply this job file first')
    .option(
      '--workers <count>',
      'how many runs may run at once (default: 16)',
      parseCount(1, 1_000),
    )
    .option(
      '--port <number>',
      'the port of the console, on this machine only; a free one if it is taken',
      parseCount(0, 65_535),
      DEFAULT_PORT,
    )
    .option('--no-http', 'serve no console: nothing listens on the network')
    .option(
      '--keep-backups <count>',
      'how many automatic backups are kept, one a day; 0 makes none (default: 7)',
      parseCount(0, 1_000),
    )
    .option('--open', 'show the console in the browser')
    .addOption(
      new Option(
        '--example',
        'a workspace to look around in, in a data folder of its own',
      ).conflicts('jobs'),
    )
    .option('--json', 'print one line of JSON once it is ready, and nothing else')
    .action(async (_options: ServeOptions, command: Command) => {
      // Loaded by no other command: an engine takes longer to load than most of them take.
      const { serve } = await import('#server/serve.ts');
      await serve(command.optsWithGlobals<ServeOptions>(), host);
    });
}
