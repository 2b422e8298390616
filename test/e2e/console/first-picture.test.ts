import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';

/** As it stands while everything that is built is still on its way. */
async function reloadWithoutScripts(page: Page): Promise<void> {
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload();
}

describe.skipIf(browser.path === null)(
  `the first picture comes with the page${whereThereIsABrowser}`,
  () => {
    let desk: ConsoleUnderTest;

    beforeAll(async () => {
      desk = await startConsole([]);
    });
    afterAll(async () => {
      await desk.close();
    });

    test('the frame is there before the console is', async () => {
      const page = await desk.open('/');
      await reloadWithoutScripts(page);
      const screens = page.getByRole('navigation', { name: 'Screens' });
      await screens.getByText('Failures').waitFor();
      expect(await page.getByRole('link').count()).toBe(0);
      await page.context().close();
    });

    test('the theme that was chosen is there before the console is', async () => {
      const page = await desk.open('/settings', { theme: 'light' });
      await page.getByText('Dark', { exact: true }).click();
      await reloadWithoutScripts(page);
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
      await page.context().close();
    });

    test('the console takes its place without moving a name of the rail', async () => {
      const page = await desk.open('/');
      const placeOfJobs = () =>
        page.getByRole('navigation', { name: 'Screens' }).getByText('Jobs').boundingBox();
      await page.getByRole('link', { name: 'Jobs' }).waitFor();
      const place = await placeOfJobs();
      await reloadWithoutScripts(page);
      expect(await placeOfJobs()).toMatchObject({ x: place?.x, y: place?.y });
      await page.context().close();
    });
  },
);
