import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { buildBarePage } from '#test/bench/bare-react-page.ts';
import { median, printMeasures } from '#test/bench/scenario-output.ts';
import { findBrowser } from '#test/support/console/find-browser.ts';
import { makeTemporaryFolder, startServe } from '#test/support/nightdesk-process.ts';

/*
 * The built console on the example's engine beside a page that is React and one sentence, in turns, each time in a
 * browser context of its own, which has nothing in its cache. `painted` is the browser's own first contentful paint.
 * The content is there when a frame has come after it was laid out; of the console that is the sentence about the day
 * on Today, which needs answers of the engine.
 */
const LOADS = 7;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

interface Picture {
  readonly atMs: number;
  /** When the first text or shape was painted, whatever it says. */
  readonly paintedAtMs: number;
  readonly scriptBytes: number;
}

interface Target {
  readonly url: string;
  /** What stands in the page once its first picture is there. */
  readonly selector: string;
  readonly session: readonly (readonly [string, string])[];
}

async function load(browser: Browser, { url, selector, session }: Target): Promise<Picture> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((items) => {
    for (const [key, value] of items) sessionStorage.setItem(key, value);
  }, session);
  await page.addInitScript(`globalThis.awaitedSelector = ${JSON.stringify(selector)};`);
  await page.addInitScript({ path: join(import.meta.dirname, '../page/first-picture.js') });
  // Asking again and again whether it is there would take time from it.
  const isThere = page.waitForEvent('console', (message) => message.text() === 'first-picture');
  await page.goto(url, { waitUntil: 'commit' });
  await isThere;
  const picture = await page.evaluate<Picture>('readPicture()');
  await context.close();
  return picture;
}

async function serveFolder(folder: string) {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    readFile(join(folder, path)).then(
      (content) => {
        response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

const found = findBrowser();
if (found.path === null) throw new Error(found.how);
const folder = makeTemporaryFolder();
const bare = await serveFolder(await buildBarePage(join(folder.path, 'page')));
const engine = await startServe(join(folder.path, 'data'), ['--example', '--port', '0']);
const { url, token } = JSON.parse(engine.output.stdout.split('\n')[0] ?? '') as {
  readonly url: string;
  readonly token: string;
};
const browser = await chromium.launch({
  executablePath: found.path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const desk: Target = {
  url: `${new URL(url).origin}/`,
  selector: 'p.text-lead',
  session: [['nightdesk-token', token]],
};
const page: Target = { url: bare.url, selector: '#root', session: [] };
const pictures: { console: Picture[]; page: Picture[] } = { console: [], page: [] };
for (let turn = 0; turn <= LOADS; turn++) {
  const taken = { page: await load(browser, page), console: await load(browser, desk) };
  // The first turn starts the browser's own processes.
  if (turn === 0) continue;
  pictures.page.push(taken.page);
  pictures.console.push(taken.console);
}
const consoleMs = median(pictures.console.map(({ atMs }) => atMs));
const pageMs = median(pictures.page.map(({ atMs }) => atMs));
const consolePaintedMs = median(pictures.console.map(({ paintedAtMs }) => paintedAtMs));
const pagePaintedMs = median(pictures.page.map(({ paintedAtMs }) => paintedAtMs));
printMeasures({
  scriptKb: Math.max(...pictures.console.map(({ scriptBytes }) => scriptBytes)) / 1_000,
  pageScriptKb: Math.max(...pictures.page.map(({ scriptBytes }) => scriptBytes)) / 1_000,
  ...{ consoleMs, pageMs, ratio: consoleMs / pageMs },
  ...{ consolePaintedMs, pagePaintedMs, paintedRatio: consolePaintedMs / pagePaintedMs },
});
await browser.close();
await engine.stop();
bare.close();
folder.remove();
