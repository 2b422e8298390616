import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

const JOBS = `jobs:
  - { name: mail-ada, method: POST, target: 'builtin:noop', effect: does nothing, overlap: allow }
  - { name: report, method: GET, target: 'builtin:noop', effect: does nothing }
`;

const PATIENTLY = { timeout: 60_000 };

describe.skipIf(browser.path === null)(
  `runs are filtered by what is typed${whereThereIsABrowser}`,
  () => {
    const folder = makeTemporaryFolder();
    let desk: ConsoleUnderTest;

    beforeAll(async () => {
      const jobs = path.join(folder.path, 'jobs.yaml');
      writeFileSync(jobs, JOBS);
      desk = await startConsole(['--jobs', jobs]);
      for (const job of ['mail-ada', 'report']) {
        await fetch(`${desk.origin}/api/v1/runs`, {
          method: 'POST',
          headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ commandId: crypto.randomUUID(), job, input: { customer: 42 } }),
        });
      }
    });
    afterAll(async () => {
      await desk.close();
      folder.remove();
    });

    test('fields become chips, words stay, and both say which rows there are', async () => {
      const page = await desk.open('/runs');
      const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('row');
      await expect.poll(() => rows.count(), PATIENTLY).toBe(3);
      const box = page.getByRole('searchbox');
      await box.fill('job:mail* input.customer:42 ada');
      await box.press('Enter');
      await expect.poll(() => rows.count(), PATIENTLY).toBe(2);
      await expect.poll(() => box.inputValue(), PATIENTLY).toBe('ada');
      await page.getByRole('button', { name: 'Remove the filter job:mail*' }).click();
      await page.getByRole('button', { name: 'Remove the filter input.customer:42' }).waitFor();
      await page.reload();
      await expect.poll(() => rows.count(), PATIENTLY).toBe(2);
      await page.getByRole('button', { name: 'Clear' }).click();
      await expect.poll(() => rows.count(), PATIENTLY).toBe(3);
      await page.context().close();
    });

    test('a field that does not exist is told, and what was typed stays', async () => {
      const page = await desk.open('/runs');
      const box = page.getByRole('searchbox');
      await box.fill('stat:failed');
      await box.press('Enter');
      await page.getByText('No field is called "stat"; did you mean "state"?').waitFor();
      expect(await box.inputValue()).toBe('stat:failed');
      await box.fill('state:failed');
      await box.press('Enter');
      await page.getByText('No run matches this filter.').waitFor();
      await expect.poll(() => box.inputValue(), PATIENTLY).toBe('');
      await page.context().close();
    });
  },
);
