import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';

describe.skipIf(browser.path === null)(`keys are not lost${whereThereIsABrowser}`, () => {
  let desk: ConsoleUnderTest;

  beforeAll(async () => {
    desk = await startConsole([]);
  });
  afterAll(async () => {
    await desk.close();
  });

  /** A page on which the screen of runs is asked for and does not come until it is let through. */
  async function openWithSlowRuns() {
    const page = await desk.open('/failures');
    let letThrough: (() => void) | null = null;
    const asked = new Promise<void>((resolve) => {
      const hold = (route: Route) => {
        letThrough = () => void route.continue();
        resolve();
      };
      void page.route('**/assets/runs-screen*.js', hold, { times: 1 });
    });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Failures' }).waitFor();
    return { page, asked, letRunsThrough: () => letThrough?.() };
  }

  test('what is typed while a screen is on its way means that screen', async () => {
    const { page, asked, letRunsThrough } = await openWithSlowRuns();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.keyboard.press('/');
    await asked;
    letRunsThrough();
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    await page.getByRole('searchbox').and(page.locator(':focus')).waitFor();
    await page.context().close();
  });

  test('a click takes back what was typed ahead', async () => {
    const { page, asked, letRunsThrough } = await openWithSlowRuns();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { level: 1, name: 'Failures' }).click();
    await asked;
    letRunsThrough();
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('searchbox').and(page.locator(':focus')).waitFor();
    expect(new URL(page.url()).pathname).toBe('/runs');
    await page.context().close();
  });
});
