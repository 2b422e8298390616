import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

const root = resolve(import.meta.dirname, '../..');

interface Manifest {
  readonly version: string;
  readonly bin: { readonly nightdesk: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

export interface InstalledPackage {
  readonly folder: string;
  readonly version: string;
  /** What the command `nightdesk` of the package starts. */
  readonly launcher: string;
  remove(): void;
}

/**
 * Packs this checkout as it would be published, bundle and all, and lays it out as `npm install` does. The
 * packages that it declares, and only those, come from this checkout instead of the registry, so that it
 * needs no network, and an import of anything undeclared fails.
 */
export function installPackage(): InstalledPackage {
  const temporary = makeTemporaryFolder();
  const modules = join(temporary.path, 'node_modules');
  const folder = join(modules, 'nightdesk');
  unpack(pack(temporary.path), folder);
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const { version, bin, dependencies, optionalDependencies } = JSON.parse(text) as Manifest;
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    link(name, modules);
  }
  const launcher = join(folder, bin.nightdesk);
  return { folder, version, launcher, remove: temporary.remove };
}

/** Answers with the path of the archive. What npm prints about it is mixed with the output of the build. */
function pack(destination: string): string {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', destination], {
    cwd: root,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  });
  return join(
    destination,
    readdirSync(destination).find((name) => name.endsWith('.tgz'))!,
  );
}

function unpack(archive: string, folder: string): void {
  const unpacked = join(dirname(archive), 'package');
  execFileSync('tar', ['-xzf', archive, '-C', dirname(archive)]);
  cpSync(unpacked, folder, { recursive: true });
}

/** An optional package may have no build for this machine. */
function link(name: string, modules: string): void {
  const target = join(root, 'node_modules', name);
  const place = join(modules, name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place, 'junction');
}
