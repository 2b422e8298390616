import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';

const pictures = path.resolve('test-results/pauses');

/* What is paused in the console, where it stands, and let go on again. */

describe.skipIf(browser.path === null)(`pausing${whereThereIsABrowser}`, () => {
  let desk: ConsoleUnderTest;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    desk = await startConsole(['--example']);
  });
  afterAll(() => desk.close());

  async function take(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: path.join(pictures, `${name}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }

  async function choose(page: Page, text: string): Promise<void> {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox').fill(text);
    await page.getByRole('option', { name: text }).first().waitFor();
    await page.keyboard.press('Enter');
  }

  async function pauseHere(page: Page, reason: string, until: string): Promise<void> {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason (optional)').fill(reason);
    await dialog.getByLabel('Until (optional)').fill(until);
    await take(page, `dialog-${reason.split(' ')[0] ?? ''}`);
    await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  test.each(['light', 'dark'] as const)(
    'the whole scheduler is paused from anywhere, says so on every screen, and goes on, in %s',
    async (theme) => {
      const page = await desk.open('/jobs', { theme });
      await page.getByText('backup-orders').first().waitFor();
      await choose(page, 'Pause the scheduler');
      await pauseHere(page, 'disk is changed', '2h');
      await page.getByText('The scheduler is paused: nothing starts.').waitFor();
      await page.goto(`${desk.origin}/`);
      await page.getByText('The scheduler is paused: nothing starts.').waitFor();
      await page.getByText('disk is changed').waitFor();
      await take(page, `strip-${theme}`);
      const strip = page.getByRole('status').filter({ hasText: 'nothing starts' });
      await strip.getByRole('button', { name: 'Resume' }).click();
      await strip.waitFor({ state: 'detached' });
      expect(desk.takeComplaints()).toEqual([]);
      await page.context().close();
    },
  );

  test('a trigger is paused in its row, stands in the list of what is paused, and goes on from there', async () => {
    const page = await desk.open('/jobs/backup-orders');
    const triggers = page.getByRole('region', { name: 'Triggers' });
    await triggers.getByRole('button', { name: 'Pause' }).first().click();
    await pauseHere(page, 'the orders are moved', '');
    await triggers.getByText('Paused').waitFor();
    await take(page, 'trigger');
    await page.getByRole('button', { name: '1 paused' }).click();
    const list = page.getByRole('dialog', { name: 'What is paused' });
    await list.getByText('the orders are moved').waitFor();
    await take(page, 'list');
    await list.getByRole('button', { name: 'Resume' }).click();
    await list.getByText('Nothing is paused.').waitFor();
    expect(desk.takeComplaints()).toEqual([]);
    await page.context().close();
  });
});
