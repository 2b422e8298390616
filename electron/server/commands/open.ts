import type { Command } from 'commander';
import { Refusal } from '#shared/domain/refusal.ts';
import { connectSocket } from '#server/connect-socket.ts';
import { openBrowser } from '#server/open-browser.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { dataFolderOf } from '#server/run-with-client.ts';

interface OpenOptions extends JsonOption {
  readonly print?: true;
}

export function addOpenCommand(program: Command, host: ProgramHost): void {
  program
    .command('open')
    .description('show the console in the browser, and print an address that lets one in once')
    .option('--print', 'only print the address')
    .option(...JSON_OPTION)
    .action(async (options: OpenOptions, command: Command) => {
      const dataFolder = dataFolderOf(command, host);
      const url = await askForUrl(dataFolder);
      const { environment } = host;
      if (options.print !== true && options.json !== true) {
        openBrowser(url, { environment, dataFolder });
      }
      printAnswer(host, options, { url }, () => url);
    });
}

async function askForUrl(dataFolder: string): Promise<string> {
  const connection = connectSocket(dataFolder);
  try {
    const url = await connection.newConsoleUrl();
    if (url !== null) return url;
  } finally {
    connection.close();
  }
  throw new Refusal(
    'not_supported',
    'this engine serves no console: start it without `--no-http`, or use the desktop application',
  );
}
