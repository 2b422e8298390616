import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const file = path.resolve(import.meta.dirname, '../../../../electron-builder.yml');
const settings = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;

test('the fuses leave no way to run other code with the application’s name', () => {
  expect(settings['electronFuses']).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('a Node comes along, beside the archive and not inside it', () => {
  expect(settings['extraResources']).toMatchObject([{ from: 'node_modules/node/bin', to: '.' }]);
  expect(settings['files']).toContain('!node_modules/node{,/**}');
});
