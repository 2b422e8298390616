import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { enqueueRuns, startBenchEngine } from '#test/bench/scenario.ts';
import { median, percentile, printMeasures } from '#test/bench/scenario-output.ts';
import { findBrowser } from '#test/support/console/find-browser.ts';
import type { ServedEngine } from '#test/support/nightdesk-process.ts';
import { startServe } from '#test/support/nightdesk-process.ts';

/*
 * The list of runs of two engines, one with a thousand and one with a hundred thousand, read to its end first, so
 * that the page holds every row of it. Then both are turned through by the same wheel, in turns, with frames as the
 * page itself gets them. In short turns, because other programs on the machine take frames as well.
 */
const FEW = 1_000;
const MANY = 100_000;
const TURNS = 7;
const WHEELS = 60;
const WHEEL_PX = 240;
const ROW_PX = 36;

interface List {
  readonly page: Page;
  close(): Promise<void>;
}

async function makeRuns(dataFolder: string, count: number): Promise<void> {
  const engine = startBenchEngine(dataFolder, { workers: 100 });
  await enqueueRuns(engine, count);
  await engine.stop();
}

async function openList(browser: Browser, engine: ServedEngine, rows: number): Promise<Page> {
  const line = engine.output.stdout.split('\n')[0] ?? '';
  const { url, token } = JSON.parse(line) as { readonly url: string; readonly token: string };
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  await page.addInitScript((key) => sessionStorage.setItem('nightdesk-token', key), token);
  await page.addInitScript({ path: join(import.meta.dirname, '../page/scrolled-list.js') });
  await page.goto(`${new URL(url).origin}/runs`);
  await page.locator('[role=grid] [role=row]').nth(10).waitFor();
  await page.evaluate(`readToEnd(${rows})`);
  return page;
}

async function turnWheel(page: Page, from: number): Promise<readonly number[]> {
  await page.bringToFront();
  await page.evaluate(`scrollListTo(${from})`);
  await page.mouse.move(700, 500);
  await page.evaluate('startFrames()');
  for (let wheel = 0; wheel < WHEELS; wheel++) {
    await page.mouse.wheel(0, wheel < WHEELS / 2 ? WHEEL_PX : -WHEEL_PX);
  }
  return page.evaluate<readonly number[]>('takeFrames()');
}

const found = findBrowser();
if (found.path === null) throw new Error(found.how);
const browser = await chromium.launch({
  executablePath: found.path,
  // As soon as one frame is done the next begins: at the screen's rate all that take less would look alike.
  args: [
    ...['--disable-frame-rate-limit', '--disable-gpu-vsync'],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
});

async function open(count: number): Promise<List> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'nightdesk-bench-'));
  await makeRuns(dataFolder, count);
  const engine = await startServe(dataFolder, ['--port', '0']);
  const page = await openList(browser, engine, count);
  return {
    page,
    async close() {
      await page.context().close();
      await engine.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

const few = await open(FEW);
const many = await open(MANY);
const p95s: { few: number[]; many: number[] } = { few: [], many: [] };
for (let turn = 0; turn < TURNS; turn++) {
  p95s.few.push(percentile(await turnWheel(few.page, (FEW / 2) * ROW_PX), 0.95));
  p95s.many.push(percentile(await turnWheel(many.page, (MANY / 2) * ROW_PX), 0.95));
}
const [fewP95Ms, manyP95Ms] = [median(p95s.few), median(p95s.many)];
printMeasures({ fewP95Ms, manyP95Ms, ratio: manyP95Ms / fewP95Ms });
await few.close();
await many.close();
await browser.close();
