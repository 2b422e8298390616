import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApplication } from '#test/support/electron/build-application.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

const BUILD_MS = 180_000;
const folder = makeTemporaryFolder();
const out = path.join(folder.path, 'out');
const read = (...names: readonly string[]) => readFileSync(path.join(out, ...names), 'utf8');

beforeAll(() => buildApplication(folder.path), BUILD_MS);
afterAll(() => folder.remove());

test('the preload is one CommonJS file that needs nothing but Electron', () => {
  expect(readdirSync(path.join(out, 'preload'))).toEqual(['preload.cjs']);
  const required: string[] = [];
  const exposed: string[] = [];
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string) => exposed.push(name) },
    ipcRenderer: { on: () => undefined },
  };
  const require = (name: string) => {
    required.push(name);
    return electron;
  };
  runInNewContext(read('preload', 'preload.cjs'), { require, window: {}, exports: {} });
  expect(required).toEqual(['electron']);
  expect(exposed).toEqual(['nightdeskDesktop']);
});

test('the page names its files from the root, so that it loads under the address of every screen', () => {
  const addresses = [...read('renderer', 'index.html').matchAll(/(?:src|href)="([^"]*)"/g)];
  expect(addresses.length).toBeGreaterThan(2);
  expect(addresses.map(([, address]) => address).filter((it) => !/^\/[^/]/.test(it!))).toEqual([]);
});

test('main finds beside itself what it starts and shows', () => {
  expect(readdirSync(path.join(out, 'main')).toSorted()).toEqual([
    ...['main.js', 'tray.png', 'tray@2x.png'],
  ]);
  expect(readdirSync(out)).toEqual(expect.arrayContaining(['engine-process.js', 'keeper.js']));
  expect(read('main', 'main.js')).not.toContain('better-sqlite3');
});
