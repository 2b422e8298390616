import { mkdirSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';

const pictures = path.resolve(import.meta.dirname, '../../../test-results/screens');

interface Scene {
  readonly name: string;
  readonly at: string;
  /** What has to be there before the picture is taken. */
  readonly shows: (page: Page) => Promise<unknown>;
}

const heading = (name: string) => (page: Page) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** Everything that a person can open, on the example's workspace. */
const SCENES: readonly Scene[] = [
  {
    name: 'today',
    at: '/',
    async shows(page) {
      await page.getByText('failure group').first().waitFor();
      await page.getByRole('img', { name: /The last 24 hours/ }).waitFor();
    },
  },
  {
    ...{ name: 'failures', at: '/failures' },
    shows: (page) => page.getByText('is no mail address').first().waitFor(),
  },
  {
    ...{ name: 'runs', at: '/runs' },
    shows: (page) => page.getByRole('row').nth(3).waitFor(),
  },
  {
    name: 'runs-peek',
    at: '/runs',
    async shows(page) {
      await page.getByRole('row').nth(3).waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Space');
      await page.getByRole('complementary', { name: 'The chosen run' }).waitFor();
    },
  },
  {
    ...{ name: 'runs-empty', at: '/runs?text=%22nowhere-to-be-found%22' },
    shows: (page) => page.getByText('No run matches this filter').waitFor(),
  },
  {
    name: 'run',
    at: '/failures',
    async shows(page) {
      await openFailedMail(page);
      await page.getByRole('log').getByText('is no mail address').waitFor();
    },
  },
  {
    name: 'retrigger',
    at: '/failures',
    async shows(page) {
      await openFailedMail(page);
      await page.keyboard.press('e');
      await page.getByLabel('address').waitFor();
    },
  },
  {
    name: 'run-gone',
    at: '/runs/zzzz-999999',
    shows: (page) => page.getByText('There is no run zzzz-999999 on Local.').waitFor(),
  },
  {
    ...{ name: 'jobs', at: '/jobs' },
    shows: (page) => page.getByText('backup-orders').first().waitFor(),
  },
  { name: 'job', at: '/jobs/backup-orders', shows: heading('backup-orders') },
  { name: 'capacity', at: '/capacity', shows: heading('Capacity') },
  { name: 'settings', at: '/settings', shows: heading('Settings') },
  {
    name: 'palette',
    at: '/jobs',
    async shows(page) {
      await page.getByText('backup-orders').first().waitFor();
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('dialog', { name: 'Find or do' }).getByText('send-reminder').waitFor();
    },
  },
  {
    name: 'shortcuts',
    at: '/runs',
    async shows(page) {
      await page.getByRole('row').nth(3).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('Keyboard').first().waitFor();
    },
  },
];

async function openFailedMail(page: Page): Promise<void> {
  await page.getByText('is no mail address').first().waitFor();
  const peek = page.getByRole('complementary');
  if ((await peek.count()) === 0) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'send-reminder' }).waitFor();
}

/** The browser notes an answer such as "there is no such run", which is what the screen then tells. */
const REFUSALS = /^Failed to load resource: .* status of 404/;

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;
const THEMES = ['light', 'dark'] as const;

describe.skipIf(browser.path === null)(`every screen${whereThereIsABrowser}`, () => {
  let desk: ConsoleUnderTest;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    desk = await startConsole(['--example']);
    const page = await desk.open('/failures');
    await page.getByText('is no mail address').first().waitFor();
    await page.close();
  });
  afterAll(() => desk.close());

  describe.each(SCENES)('$name', ({ name, at, shows }) => {
    test.each(THEMES)('can be read by everybody, and fits, in %s', async (theme) => {
      for (const size of SIZES) {
        const page = await desk.open(at, { theme, ...size });
        await shows(page);
        await page.evaluate('document.fonts.ready');
        const file = `${name}-${theme}-${size.width}.png`;
        await page.screenshot({ path: path.join(pictures, file) });
        expect(await overflowOf(page)).toBe(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        await page.context().close();
      }
      expect(desk.takeComplaints().filter((text) => !REFUSALS.test(text))).toEqual([]);
    });
  });

  test('a failed run shows what it said and why without being scrolled, in the smallest window', async () => {
    const page = await desk.open('/failures', { width: 1024, height: 700 });
    await openFailedMail(page);
    const said = page.getByRole('log').getByText('is no mail address');
    const why = page.getByRole('complementary', { name: 'Why' }).getByText('Not retried:');
    const attempt = page.getByRole('button', { name: 'Attempt 1' });
    for (const part of [said, why, attempt]) {
      await part.waitFor();
      expect(await isInSight(page, part)).toBe(true);
    }
  });
});

/** Nothing that scrolls or lies above hides the middle of it. */
async function isInSight(page: Page, part: Locator): Promise<boolean> {
  const { x, y, width, height } = (await part.boundingBox())!;
  const point = `${x + width / 2}, ${y + height / 2}`;
  const seen = await page.evaluate(`document.elementFromPoint(${point})?.innerText ?? ''`);
  return String(seen).includes(await part.innerText());
}

/** By how many pixels the page is wider than its window. */
function overflowOf(page: Page): Promise<unknown> {
  return page.evaluate(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
  );
}
