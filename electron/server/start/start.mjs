// What `npm start` runs, in a checkout only: read by whatever Node is there, so it is plain JavaScript. npm puts
// the Node that came with `npm ci` first; where there is no build of it, the machine's own has to do.
import { chooseRuntime } from '../choose-runtime.mjs';

const choice = chooseRuntime(process.version, null);
if (choice.kind === 'this') {
  import('./start-console.ts').then(({ startConsole }) => startConsole(process.argv.slice(2)));
} else {
  process.stderr.write(`${choice.sentence}\n`);
  process.exitCode = 2;
}
