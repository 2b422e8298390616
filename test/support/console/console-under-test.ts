import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { buildConsole } from '#test/support/console/built-console.ts';
import { findBrowser } from '#test/support/console/find-browser.ts';
import { makeTemporaryFolder, startServe } from '#test/support/nightdesk-process.ts';
import type { ServedEngine } from '#test/support/nightdesk-process.ts';

export interface View {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** A real engine that serves the built console, and a real browser that looks at it. */
export interface ConsoleUnderTest {
  readonly engine: ServedEngine;
  /** The address with its one-time code, as `serve` prints it. */
  readonly url: string;
  readonly token: string;
  readonly origin: string;
  /** A page that is signed in, at a path of the console. */
  open(at: string, view?: View): Promise<Page>;
  /** A page that is not. */
  openAddress(address: string, view?: View): Promise<Page>;
  /** Starts the engine anew on the same folder and port. */
  restart(): Promise<void>;
  /** What pages have thrown or complained about since the last call. */
  takeComplaints(): readonly string[];
  close(): Promise<void>;
}

export const browser = findBrowser();
console.log(`Browser for the console: ${browser.how}`);

/** Only where there is a browser; the reason stands in the name of the test otherwise. */
export const whereThereIsABrowser = browser.path === null ? ` (skipped: ${browser.how})` : '';

export async function startConsole(args: readonly string[]): Promise<ConsoleUnderTest> {
  await buildConsole();
  const folder = makeTemporaryFolder();
  const dataFolder = path.join(folder.path, 'data');
  const complaints: string[] = [];
  let engine = await startServe(dataFolder, [...args, '--port', '0']);
  const first = addressOf(engine);
  const launched: Browser = await chromium.launch({
    executablePath: browser.path ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

  async function openPage(address: string, { theme = 'light', width = 1440, height = 900 }: View) {
    const context = await launched.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Berlin',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    if (address.startsWith(`${first.origin}/`) && !address.includes('#')) {
      const item = ['nightdesk-token', first.token] as const;
      await page.addInitScript(([key, value]) => sessionStorage.setItem(key, value), item);
    }
    await page.goto(address);
    return page;
  }

  return {
    get engine() {
      return engine;
    },
    ...first,
    open: (at, view = {}) => openPage(`${first.origin}${at}`, view),
    openAddress: (address, view = {}) => openPage(address, view),
    async restart() {
      engine = await startServe(dataFolder, [...args, '--port', new URL(first.origin).port]);
    },
    takeComplaints: () => complaints.splice(0),
    async close() {
      await launched.close();
      await engine.stop();
      folder.remove();
    },
  };
}

function addressOf({ output }: ServedEngine) {
  const line = output.stdout.split('\n')[0] ?? '';
  const { url, token } = JSON.parse(line) as { readonly url: string; readonly token: string };
  return { url, token, origin: new URL(url).origin };
}
