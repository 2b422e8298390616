import { join, resolve } from 'node:path';
import { buildIfStale } from '#server/start/build-if-stale.ts';
import { decideSurface } from '#server/start/decide-surface.ts';
import { findElectron } from '#server/start/find-electron.ts';
import { createTerminal } from '#server/terminal.ts';
import { runElectron } from '#server/start/run-electron.ts';

/*
 * `npm start`: builds what is missing or old, then shows the console as a desktop application, or, where that
 * cannot be, says so in one line and serves it to the browser. Both are the same console on the same engine.
 */

const root = resolve(import.meta.dirname, '../../..');

export async function startConsole(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return printHelp();
  const passedOn = args.filter((arg) => arg !== '--browser');
  if (!(await buildIfStale(root, say))) {
    process.exitCode = 2;
    return;
  }
  const showing = await showDesktop(passedOn, args.includes('--browser'));
  if (showing.isShown) {
    process.exitCode = showing.exitCode;
    return;
  }
  if (showing.because !== null) say(`${showing.because}: the console is in the browser instead.`);
  await serveConsole(passedOn);
}

/** Whoever asks what there is to choose waits for no build. */
async function printHelp(): Promise<void> {
  const { startHelp } = await import('#server/start/start-help.ts');
  const terminal = createTerminal();
  const host = { version: '', environment: process.env, terminal, endWith: () => undefined };
  terminal.print(startHelp(host));
}

/** `because`: `null` if nobody wanted the desktop application. */
type Showing =
  | { readonly isShown: true; readonly exitCode: number }
  | { readonly isShown: false; readonly because: string | null };

const notShown = (because: string | null): Showing => ({ isShown: false, because });

/** Runs the desktop application until it ends, where it can run at all. */
async function showDesktop(args: readonly string[], isBrowserWished: boolean): Promise<Showing> {
  const { platform, env: environment } = process;
  const isRoot = process.getuid?.() === 0;
  const surface = decideSurface({ platform, environment, isRoot, isBrowserWished });
  if (surface.kind === 'browser') return notShown(surface.because);
  const electron = await findElectron(join(root, 'node_modules', 'electron'), say);
  if (electron === null) return notShown('Electron could not be downloaded');
  const exitCode = await runElectron(electron, [root, ...args]);
  if (exitCode === null) return notShown('Electron does not run on this machine');
  return { isShown: true, exitCode };
}

/** The program itself, in this very process: Ctrl-C ends it as it ends every `serve`. */
async function serveConsole(args: readonly string[]): Promise<void> {
  const program = join(root, 'electron', 'server', 'nightdesk.ts');
  process.argv = [process.execPath, program, 'serve', '--open', ...args];
  await import('#server/nightdesk.ts');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
