import { engineSettingsSchema } from '#shared/contract/engine-process.ts';
import type { ParentPort } from '#server/desktop/run-engine-process.ts';
import { runEngineProcess } from '#server/desktop/run-engine-process.ts';
import { reportFailure } from '#server/report-failure.ts';
import { createTerminal } from '#server/terminal.ts';

/*
 * The process that runs the engine of the desktop application: started by Electron's main process with its settings
 * as only argument, and spoken with over `parentPort`. It is plain Node beside that and knows nothing of Electron.
 */

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const settings = engineSettingsSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
const surroundings = { environment: process.env, terminal: createTerminal() };
const onDefect = (error: unknown) => reportFailure(error, surroundings);
const onFatal = (error: unknown) => {
  onDefect(error);
  process.exit(2);
};

process.on('uncaughtException', onFatal);
// The executable of this process is Electron's, and it runs no scripts: whatever is started as a Node from here on,
// such as the keeper, is the Node that came along.
if (settings.nodePath !== null) process.execPath = settings.nodePath;

const exitCode = await runEngineProcess({ parentPort, settings, onDefect, onFatal });
process.exit(exitCode);
