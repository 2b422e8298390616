import { chmodSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBrowser } from '#server/open-browser.ts';
import { writeEntryPage } from '#server/write-entry-page.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

const URL_WITH_CODE = 'http://127.0.0.1:4242/#code=a-secret-code';

let folder: ReturnType<typeof makeTemporaryFolder>;

beforeEach(() => {
  folder = makeTemporaryFolder();
});

afterEach(() => {
  folder.remove();
});

test('the page that leads to the console is for its owner alone, whoever could read the one before', () => {
  const file = path.join(folder.path, 'open-console.html');
  writeFileSync(file, 'from before');
  chmodSync(file, 0o644);
  expect(writeEntryPage(folder.path, URL_WITH_CODE)).toBe(file);
  expect(readFileSync(file, 'utf8')).toContain(`content="0; url=${URL_WITH_CODE}"`);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.runIf(process.platform === 'linux')(
  'what opens the browser is not told the code, which everybody here could read (Linux only)',
  async () => {
    const { PATH } = process.env;
    const told = path.join(folder.path, 'told');
    const opener = `#!/bin/sh\necho "$@" > '${told}.part'\nmv '${told}.part' '${told}'\n`;
    writeFileSync(path.join(folder.path, 'xdg-open'), opener, { mode: 0o700 });
    process.env['PATH'] = `${folder.path}:${PATH}`;
    const { promise: isTold, resolve } = Promise.withResolvers<undefined>();
    const watcher = watch(folder.path, (_, name) => {
      if (name === 'told') resolve(undefined);
    });
    const environment = { DISPLAY: ':0' };
    expect(openBrowser(URL_WITH_CODE, { environment, dataFolder: folder.path })).toBe(true);
    await isTold;
    watcher.close();
    process.env['PATH'] = PATH;
    expect(readFileSync(told, 'utf8')).toBe(`${path.join(folder.path, 'open-console.html')}\n`);
  },
);
