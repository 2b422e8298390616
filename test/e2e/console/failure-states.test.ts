import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';

describe.skipIf(browser.path === null)(`a group of failures${whereThereIsABrowser}`, () => {
  let desk: ConsoleUnderTest;
  beforeAll(async () => {
    desk = await startConsole(['--example']);
  });
  afterAll(() => desk.close());

  const peekOf = (page: Page) => page.getByRole('complementary', { name: 'The chosen group' });
  const rowOf = (page: Page) => page.getByRole('row', { selected: true });
  const counted = (page: Page) => page.getByRole('link', { name: /^Failures/ });

  test('is acknowledged by a key, resolved with a note, and each is taken back', async () => {
    const page = await desk.open('/failures');
    const peek = peekOf(page);
    await peek.getByText('failed, open').waitFor();
    await expect.poll(() => counted(page).innerText()).toMatch(/1/);
    await page.keyboard.press('a');
    await rowOf(page).getByText('acknowledged', { exact: true }).waitFor();
    await expect.poll(() => counted(page).innerText()).not.toMatch(/1/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await rowOf(page).getByText('open', { exact: true }).waitFor();

    await peek.getByRole('button', { name: 'Resolve…' }).click();
    await page.getByLabel('Note (optional)').fill('mailed by hand');
    await page.keyboard.press('ControlOrMeta+Enter');
    await rowOf(page).getByText('resolved', { exact: true }).waitFor();
    await peek.getByText('“mailed by hand”').waitFor();
    expect(await peek.getByRole('button', { name: /^Retry/ }).count()).toBe(0);
    await peek.getByRole('button', { name: 'Open again' }).click();
    await rowOf(page).getByText('open', { exact: true }).waitFor();
    expect(desk.takeComplaints()).toEqual([]);
  });
});
