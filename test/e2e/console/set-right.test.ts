import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';

/*
 * What the console is for, on the example's workspace: a mail has failed because of a typing mistake in its address.
 * Somebody who has never seen the console finds it, reads why, mends the address, sends it again and sees it arrive.
 */

describe.skipIf(browser.path === null)(
  `the failed mail is set right${whereThereIsABrowser}`,
  () => {
    let desk: ConsoleUnderTest;
    beforeEach(async () => {
      desk = await startConsole(['--example']);
    });
    afterEach(() => desk.close());

    test('by the keyboard alone', async () => {
      const page = await desk.open('/');
      await page.getByText('failure group').first().waitFor();
      await press(page, 'g', 'f');
      const groups = page.getByRole('grid', { name: 'Groups of failures' });
      await groups.getByText('is no mail address').first().waitFor();
      await press(page, 'j', 'Enter');
      await seeWhy(page);
      await press(page, 'e');
      const address = page.getByLabel('address');
      await address.waitFor();
      await page.keyboard.press('Tab');
      await expectFocus(page, 'address');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('ada@example.org');
      await tabTo(page, 'Retrigger 1 run with this input');
      await page.keyboard.press('Enter');
      await seeSuccess(page);
      expect(desk.takeComplaints()).toEqual([]);
    });

    test('by the mouse', async () => {
      const page = await desk.open('/');
      await page
        .getByRole('link', { name: /Failures/ })
        .first()
        .click();
      await page.getByText('is no mail address').first().click();
      await page.getByRole('complementary').getByRole('link', { name: /^Open/ }).first().click();
      await seeWhy(page);
      await page.getByRole('button', { name: 'Edit and retrigger' }).click();
      await page.getByLabel('address').fill('ada@example.org');
      const summary = page.getByRole('dialog').getByTitle(/"ada@example\.org"/);
      await summary.waitFor();
      await page.getByRole('button', { name: 'Retrigger 1 run with this input' }).click();
      await seeSuccess(page);
      expect(desk.takeComplaints()).toEqual([]);
    });
  },
);

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function seeWhy(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'send-reminder' }).waitFor();
  await page.getByText(/^Failed: 422 Unprocessable Entity/).waitFor();
  await page.getByRole('log').getByText('is no mail address').waitFor();
}

async function seeSuccess(page: Page): Promise<void> {
  await page.getByText('Succeeded', { exact: true }).waitFor();
  await page.getByText('Made from').filter({ visible: true }).waitFor();
  await page.getByRole('tab', { name: 'Input and output' }).click();
  await page.getByText('ada(at)example.org').waitFor();
}

async function expectFocus(page: Page, label: string): Promise<void> {
  expect(await page.getByLabel(label).and(page.locator(':focus')).count()).toBe(1);
}

/** Goes on by Tab until a button has the focus; no dialog has more than these stops. */
async function tabTo(page: Page, button: string): Promise<void> {
  for (let stops = 0; stops < 15; stops++) {
    await page.keyboard.press('Tab');
    // The key that does the same stands behind it.
    if ((await page.locator(':focus').textContent())?.startsWith(button) === true) return;
  }
  throw new Error(`${button} cannot be reached by Tab`);
}
