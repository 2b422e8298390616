#!/usr/bin/env node
// The command `nightdesk`: finds a Node that can run the program, and runs it. Read by whatever Node is there,
// so it is plain JavaScript without syntax younger than Node 12.
//
// A recent Node loads the program into this very process. An old one starts the bundled Node beside itself,
// passes signals on and ends as it ended, so that a service manager sees one program.
import { spawn } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { createRequire } from 'module';
import { constants } from 'os';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';
import { chooseRuntime } from './choose-runtime.mjs';

const launcherFile = fileURLToPath(import.meta.url);

function findBundledNode() {
  let packageFile;
  try {
    packageFile = createRequire(import.meta.url).resolve('node/package.json');
  } catch {
    return null;
  }
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const executable = join(dirname(packageFile), 'bin', name);
  // The package fetches its executable while it is installed; where it has no build, there is none.
  if (!existsSync(executable)) return null;
  return { version: JSON.parse(readFileSync(packageFile, 'utf8')).version, executable };
}

/** A checkout has the sources, an installed package the bundle made of them. */
function runProgram() {
  const source = new URL('./nightdesk.ts', import.meta.url);
  const hasSource = existsSync(fileURLToPath(source));
  return import(hasSource ? source.href : new URL('../../out/nightdesk.js', import.meta.url).href);
}

function runUnder(executable) {
  const args = [launcherFile].concat(process.argv.slice(2));
  const child = spawn(executable, args, { stdio: 'inherit' });

  const forward = (signal) => {
    // Ctrl-C in a terminal reaches the whole group: the child has it already, and a second one means haste.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  forwarded.forEach((signal) => process.on(signal, forward));

  child.on('error', (error) => {
    process.stderr.write(`Nightdesk could not start ${executable}: ${error.message}\n`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    forwarded.forEach((name) => process.removeListener(name, forward));
    if (signal === null) process.exit(code);
    process.exitCode = 128 + constants.signals[signal];
    process.kill(process.pid, signal);
  });
}

const choice = chooseRuntime(process.version, findBundledNode());
if (choice.kind === 'this') {
  runProgram();
} else if (choice.kind === 'bundled') {
  runUnder(choice.executable);
} else {
  process.stderr.write(`${choice.sentence}\n`);
  process.exitCode = 2;
}
