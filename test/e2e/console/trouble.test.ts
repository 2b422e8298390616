import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '#shared/contract/run-schema.ts';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

const JOBS = `jobs:
  - { name: failing, method: GET, target: 'builtin:fail', effect: fails, retry: { maxAttempts: 1 } }
  - { name: quick, method: POST, target: 'builtin:noop', effect: does nothing, overlap: allow }
  - { name: refusing, method: POST, target: 'builtin:fail', effect: 'writes {{input.number}}', overlap: allow, retry: { maxAttempts: 1 } }
  - { name: idle, method: GET, target: 'builtin:noop', effect: waits for somebody }
  - name: strict
    method: POST
    target: 'builtin:noop'
    effect: 'greets {{input.customer}}'
    input: { customer: Ada }
    inputSchema: { type: object, required: [customer], properties: { customer: { type: string, minLength: 2 } } }
`;

/** Screens and dialogs are fetched one after the other once the browser is idle; the editor is the last of them. */
async function untilLoadedAhead(page: Page): Promise<void> {
  const isThere =
    "performance.getEntriesByType('resource').some(({ name }) => name.includes('/code-editor-'))";
  await expect.poll(() => page.evaluate(isThere), { timeout: 60_000 }).toBe(true);
}

describe.skipIf(browser.path === null)(
  `trouble is told in its place${whereThereIsABrowser}`,
  () => {
    const folder = makeTemporaryFolder();
    let desk: ConsoleUnderTest;

    async function ask<Answer>(operation: string, body: object): Promise<Answer> {
      const answer = await fetch(`${desk.origin}/api/v1${operation}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ commandId: crypto.randomUUID(), ...body }),
      });
      return (await answer.json()) as Answer;
    }
    async function read<Answer>(path: string): Promise<Answer> {
      const headers = { authorization: `Bearer ${desk.token}` };
      const answer = await fetch(`${desk.origin}/api/v1${path}`, { headers });
      return (await answer.json()) as Answer;
    }
    const trigger = async (job: string) => (await ask<{ run: Run }>('/runs', { job })).run;

    beforeAll(async () => {
      const jobs = path.join(folder.path, 'jobs.yaml');
      writeFileSync(jobs, JOBS);
      desk = await startConsole(['--jobs', jobs]);
    });
    afterAll(async () => {
      await desk.close();
      folder.remove();
    });

    test('the printed address opens the console once, and then says how to get another', async () => {
      const page = await desk.openAddress(desk.url);
      await page.getByRole('heading', { name: 'Today' }).waitFor();
      expect(page.url()).toBe(`${desk.origin}/`);
      const again = await desk.openAddress(desk.url);
      await again.getByText('This address is not valid, or no longer').waitFor();
      await again.getByText('nightdesk open', { exact: true }).waitFor();
      await page.context().close();
      await again.context().close();
      desk.takeComplaints();
    });

    test('a copied address opens in another tab of the same browser', async () => {
      const page = await desk.open('/jobs');
      await page.getByRole('heading', { name: 'Jobs' }).waitFor();
      const tab = await page.context().newPage();
      await tab.goto(`${desk.origin}/settings`);
      await tab.getByRole('heading', { name: 'Settings' }).waitFor();
      await page.context().close();
    });

    test('an address without a code says how to get one', async () => {
      const page = await desk.openAddress(`${desk.origin}/runs#`);
      await page.getByText('This address needs a code').waitFor();
      await page.context().close();
    });

    test('a token that is not accepted is told, and the screen stays', async () => {
      const page = await desk.openAddress(`${desk.origin}/jobs#`);
      await page.evaluate(() => sessionStorage.setItem('nightdesk-token', 'nightdesk_wrong'));
      await page.goto(`${desk.origin}/jobs`);
      await page.reload();
      await page.getByText('This page is no longer signed in').waitFor();
      await page.context().close();
      desk.takeComplaints();
    });

    test('a run that is gone is named', async () => {
      const page = await desk.open('/runs/zzzz-4711');
      await page
        .getByText(/zzzz-4711/)
        .first()
        .waitFor();
      await page.context().close();
      desk.takeComplaints();
    });

    test('input that breaks the schema is refused in place, and nothing typed is lost', async () => {
      const run = await trigger('strict');
      const page = await desk.open(`/runs/${run.id}`);
      await page.getByRole('button', { name: 'Edit and retrigger' }).click();
      await page.getByLabel('customer').fill('A');
      await page.getByLabel('Reason').fill('a test');
      await page.getByRole('button', { name: /Retrigger 1 run/ }).click();
      await page
        .getByRole('alert')
        .getByText(/customer/)
        .waitFor();
      expect(await page.getByLabel('customer').inputValue()).toBe('A');
      expect(await page.getByLabel('Reason').inputValue()).toBe('a test');
      await page.context().close();
      desk.takeComplaints();
    });

    test('two tabs that retry one run at once make one attempt, and the other is told why not', async () => {
      const run = await trigger('failing');
      const tabs = [await desk.open(`/runs/${run.id}`), await desk.open(`/runs/${run.id}`)];
      const buttons = tabs.map((page) => page.getByRole('button', { name: 'Retry', exact: false }));
      await Promise.all(buttons.map((button) => button.first().waitFor()));
      await Promise.all(buttons.map((button) => button.first().dblclick({ force: true })));
      await tabs[0]!.getByRole('row').nth(2).waitFor();
      const { run: after } = (await (
        await fetch(`${desk.origin}/api/v1/runs/${run.id}`, {
          headers: { authorization: `Bearer ${desk.token}` },
        })
      ).json()) as { run: Run };
      expect(after.attemptCount).toBeLessThanOrEqual(3);
      for (const page of tabs) await page.context().close();
      desk.takeComplaints();
    });

    test('a command whose answer is lost is asked again under its name, and done once', async () => {
      const run = await trigger('quick');
      const page = await desk.open(`/runs/${run.id}`);
      let lostCount = 0;
      await page.route('**/rpc/runs/retrigger', async (route) => {
        if (lostCount === 2) return route.continue();
        lostCount += 1;
        await route.fetch();
        return route.abort('connectionreset');
      });
      await page.getByRole('button', { name: 'Edit and retrigger' }).click();
      await page.getByLabel('Reason').fill('its answer is lost twice');
      await page.getByRole('button', { name: /Retrigger 1 run/ }).click();
      await page.getByText('Made from').filter({ visible: true }).waitFor();
      expect(lostCount).toBe(2);
      const made = await read<{ runs: Run[] }>(`/runs/${run.id}/retriggers`);
      expect(made.runs).toHaveLength(1);
      await page.context().close();
      desk.takeComplaints();
    });

    test('an editor that comes late leaves the focus with whoever types meanwhile', async () => {
      const run = await trigger('quick');
      const page = await desk.open('/settings');
      const held = Promise.withResolvers<undefined>();
      await page.route('**/code-editor-*.js', async (route) => {
        await held.promise;
        await route.continue();
      });
      await page.goto(`${desk.origin}/runs/${run.id}`);
      await page.getByText('Succeeded', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Edit and retrigger' }).click();
      const reason = page.getByLabel('Reason');
      await reason.pressSequentially('its answer ');
      held.resolve(undefined);
      await page.getByRole('textbox', { name: 'Input as JSON' }).waitFor();
      await page.keyboard.type('is lost');
      expect(await reason.inputValue()).toBe('its answer is lost');
      await page.context().close();
      desk.takeComplaints();
    });

    test('a command without an answer says so in its place, and can be given up', async () => {
      const run = await trigger('quick');
      const page = await desk.open(`/runs/${run.id}`);
      await page.getByText('Succeeded', { exact: true }).waitFor();
      await page.route('**/rpc/runs/retrigger', (route) => route.abort('connectionreset'));
      await page.getByRole('button', { name: 'Edit and retrigger' }).click();
      await page.getByLabel('Reason').fill('its answer is lost');
      await page.getByRole('button', { name: /Retrigger 1 run/ }).click();
      await page.getByText('Not answered yet: asked again').waitFor();
      await page.getByRole('button', { name: 'Give up' }).click();
      await page.getByText('it is not known whether this was done').waitFor();
      await page.getByRole('button', { name: 'Give up' }).waitFor({ state: 'detached' });
      await page.context().close();
      desk.takeComplaints();
    });

    test('a page that could not be read while the engine was away is read once it is back', async () => {
      const run = await trigger('quick');
      const page = await desk.open('/runs?job=quick');
      const link = page.getByRole('row').nth(1).getByRole('link');
      expect(await link.getAttribute('href')).toBe(`/runs/${run.id}`);
      await untilLoadedAhead(page);
      await desk.engine.kill();
      await page.getByText('Local does not answer.').waitFor();
      await link.click();
      await page.getByText('could not be reached').first().waitFor();
      await desk.restart();
      await page.getByText('Succeeded', { exact: true }).waitFor();
      await page.context().close();
      desk.takeComplaints();
    });

    test('rows stay where they are while runs arrive, until somebody asks for the new ones', async () => {
      await trigger('quick');
      const page = await desk.open('/runs?job=quick');
      const first = page.getByRole('row').nth(1);
      const text = await first.getByRole('link').getAttribute('href');
      await trigger('quick');
      await page.getByRole('button', { name: '1 new' }).waitFor();
      expect(await first.getByRole('link').getAttribute('href')).toBe(text);
      await page.getByRole('button', { name: '1 new' }).click();
      await page.getByRole('button', { name: '1 new' }).waitFor({ state: 'detached' });
      expect(await first.getByRole('link').getAttribute('href')).not.toBe(text);
      await page.context().close();
      desk.takeComplaints();
    });

    test('Today claims no empty list that it could not read', async () => {
      const page = await desk.open('/settings');
      await page.getByText('Data folder').waitFor();
      await untilLoadedAhead(page);
      await desk.engine.kill();
      await page.getByText('Local does not answer.').waitFor();
      await page.getByRole('link', { name: 'Today' }).click();
      const needsYou = page.getByRole('region', { name: 'Needs you' });
      await needsYou.getByText('could not be read').waitFor();
      await page.getByText('what failed could not be read').waitFor();
      expect(await page.getByText(/^nothing$|nothing (new )?failed|nothing is/i).count()).toBe(0);
      await desk.restart();
      await needsYou.getByText('nothing').waitFor();
      await page.context().close();
      desk.takeComplaints();
    });

    test('what somebody types stays theirs while the filter changes elsewhere', async () => {
      const page = await desk.open('/runs?text=%22alpha%22');
      const box = page.getByRole('searchbox');
      await page.getByRole('link', { name: 'Runs', exact: true }).click();
      await expect.poll(() => box.inputValue()).toBe('');
      await box.focus();
      await page.goBack();
      await expect.poll(() => page.url()).toContain('alpha');
      expect(await box.inputValue()).toBe('');
      await box.press('Enter');
      await expect.poll(() => box.inputValue()).toBe('alpha');
      await page.context().close();
      desk.takeComplaints();
    });

    test('a retry of POSTs lists each of the runs that it performs again', async () => {
      for (const number of [1, 2, 3, 4, 5, 6]) {
        await ask('/runs', { job: 'refusing', input: { number } });
      }
      const page = await desk.open('/failures');
      await page.getByRole('row').getByText('refusing').click();
      await page.getByRole('button', { name: 'Retry 6' }).click();
      const dialog = page.getByRole('dialog', { name: 'Perform these 6 POSTs again?' });
      await dialog.getByText('Writes 1').waitFor();
      expect(await dialog.getByRole('listitem').count()).toBe(6);
      expect(await dialog.getByText(/^Writes/).count()).toBe(6);
      await dialog.getByRole('button', { name: 'Retry 6' }).waitFor();
      await page.context().close();
      desk.takeComplaints();
    });

    test('a job that has never run says so, then shows its runs, and they stay where they are', async () => {
      const page = await desk.open('/jobs/idle');
      await page.getByText('It has never run.').waitFor();
      expect(await page.getByRole('grid').count()).toBe(0);
      await trigger('idle');
      const first = page.getByRole('grid', { name: 'Recent runs' }).getByRole('link').first();
      const shown = await first.getAttribute('href');
      await trigger('idle');
      await page.getByRole('button', { name: '1 new' }).waitFor();
      expect(await first.getAttribute('href')).toBe(shown);
      await page.context().close();
      desk.takeComplaints();
    });

    test('a table says which row is meant, and has it there however far it is scrolled', async () => {
      await trigger('quick');
      await trigger('quick');
      const page = await desk.open('/runs?job=quick');
      const table = page.getByRole('grid', { name: 'Runs' });
      await table.getByRole('row').nth(2).waitFor();
      await table.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Home');
      const meant = await table.getAttribute('aria-activedescendant');
      expect(await page.locator(`[id="${meant}"]`).getAttribute('aria-selected')).toBe('true');
      expect(await page.locator(`[id="${meant}"]`).getAttribute('aria-rowindex')).toBe('2');
      await page.context().close();
      desk.takeComplaints();
    });

    test('an engine that is killed is told, what is shown stays, and all goes on once it is back', async () => {
      const run = await trigger('quick');
      const page = await desk.open(`/runs/${run.id}`);
      await page.getByText('Succeeded', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Edit and retrigger' }).click();
      await page.getByLabel('Reason').fill('typed before it was killed');
      await desk.engine.kill();
      await page.getByText('Local does not answer.').waitFor();
      await page.getByText('nightdesk serve', { exact: true }).waitFor();
      expect(await page.getByLabel('Reason').inputValue()).toBe('typed before it was killed');
      const confirm = page.getByRole('button', { name: /Retrigger 1 run/ });
      expect(await confirm.isDisabled()).toBe(true);
      await page.getByText('The engine is not reached.').waitFor();
      await page.keyboard.press('ControlOrMeta+Enter');
      await desk.restart();
      await page.getByText('Local does not answer.').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /Retrigger 1 run/ }).click();
      await page
        .getByRole('alert')
        .getByText(/say why|JSON/)
        .or(page.getByText('Made from').filter({ visible: true }))
        .first()
        .waitFor();
      await page.context().close();
      desk.takeComplaints();
    });
  },
);
