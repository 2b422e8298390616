import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '#shared/contract/run-schema.ts';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';

async function save(page: Page, item: string): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), 'utf8'),
  };
}

describe.skipIf(browser.path === null)(`a list is taken elsewhere${whereThereIsABrowser}`, () => {
  let desk: ConsoleUnderTest;
  beforeAll(async () => {
    desk = await startConsole(['--example']);
  });
  afterAll(() => desk.close());

  test('as CSV and as JSON: all that the filter means, and nothing else', async () => {
    const page = await desk.open('/runs?job=send-reminder');
    await page.getByRole('row').nth(1).waitFor();
    const csv = await save(page, 'Save as CSV');
    expect(csv.name).toMatch(/^runs-\d{4}-\d\d-\d\d\.csv$/);
    expect(csv.text).toMatch(/^\ufeffrun,job,state,/);
    const json = await save(page, 'Save as JSON');
    const runs = JSON.parse(json.text) as Run[];
    expect(new Set(runs.map(({ job }) => job))).toEqual(new Set(['send-reminder']));
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(runs.length + 1);
    await page.getByText(`Saved ${runs.length} rows as JSON`).waitFor();
    expect(desk.takeComplaints()).toEqual([]);
  });

  test('as the command and the request that ask for the same', async () => {
    const page = await desk.open('/runs?job=send-reminder&state=%5B%22failed%22%5D');
    await page.getByRole('row').nth(1).waitFor();
    const copied = async () => String(await page.evaluate('navigator.clipboard.readText()'));
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Copy as nightdesk command' }).click();
    await expect.poll(copied).toBe('nightdesk runs state:failed job:send-reminder');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Copy as curl' }).click();
    const query = 'job=send-reminder&state=failed';
    await expect.poll(copied).toContain(`'${desk.origin}/api/v1/runs?`);
    const address = /'(.*)'/.exec(await copied())?.[1] ?? '';
    expect(address.split('?')[1]?.split('&').toSorted().join('&')).toBe(query);
    const headers = { authorization: `Bearer ${desk.token}` };
    const { runs } = (await (await fetch(address, { headers })).json()) as { runs: Run[] };
    expect(runs.map(({ job, state }) => [job, state])).toEqual([['send-reminder', 'failed']]);
  });
});
