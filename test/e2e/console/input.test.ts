import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Run } from '#shared/contract/run-schema.ts';
import type { ConsoleUnderTest } from '#test/support/console/console-under-test.ts';
import {
  browser,
  startConsole,
  whereThereIsABrowser,
} from '#test/support/console/console-under-test.ts';

/* What a person types into the dialogs that make runs, right or wrong, on the example's failed mail. */

describe.skipIf(browser.path === null)(`what is typed for a run${whereThereIsABrowser}`, () => {
  let desk: ConsoleUnderTest;
  let failed: Run;
  beforeAll(async () => {
    desk = await startConsole(['--example']);
    failed = await vi.waitFor(async () => firstOf(await runsOf('send-reminder', 'failed')), 60_000);
  });
  afterAll(() => desk.close());

  async function runsOf(job: string, state: string): Promise<readonly Run[]> {
    const answer = await fetch(`${desk.origin}/api/v1/runs?job=${job}&state=${state}`, {
      headers: { authorization: `Bearer ${desk.token}` },
    });
    return ((await answer.json()) as { readonly runs: readonly Run[] }).runs;
  }

  async function trigger(job: string, input: Run['input'], at: number): Promise<Run> {
    const answer = await fetch(`${desk.origin}/api/v1/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ commandId: crypto.randomUUID(), job, input, at }),
    });
    return ((await answer.json()) as { readonly run: Run }).run;
  }

  async function openEditor(): Promise<Page> {
    const page = await desk.open(`/runs/${failed.id}`);
    await page.getByRole('button', { name: 'Edit and retrigger' }).click();
    await page.getByLabel('address').waitFor();
    return page;
  }

  test('an id that is pasted into the palette leads to its run, however it was copied', async () => {
    const page = await desk.open('/jobs');
    await page.getByText('backup-orders').first().waitFor();
    const address = `${desk.origin}/runs/${failed.id}`;
    for (const pasted of [failed.id, ` #${failed.id.toUpperCase()} `, `${address}?attempt=1`]) {
      await page.keyboard.press('g');
      await page.keyboard.press('j');
      await page.waitForURL('**/jobs');
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox').fill('backup');
      await page.getByRole('combobox').fill(pasted);
      await page.getByRole('option', { name: `Open run ${failed.id}` }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/runs/${failed.id}`);
    }
    expect(desk.takeComplaints()).toEqual([]);
    await page.context().close();
  });

  test('a job is paused and resumed from the palette, wherever one is', async () => {
    const page = await desk.open('/settings');
    await page.getByText('Data folder').waitFor();
    const chooseFor = async (verb: string, title: string) => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox').fill(verb);
      await page.getByRole('option', { name: `${title}…` }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: title }).getByRole('combobox').fill('backup');
      await page.getByRole('option', { name: /^GET ?backup-orders/ }).click();
    };
    await chooseFor('pause', 'Pause a job');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('backup-orders is paused').waitFor();
    await chooseFor('resume', 'Resume a job');
    await page.getByText('backup-orders goes on').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(desk.takeComplaints()).toEqual([]);
    await page.context().close();
  });

  test('broken JSON is told by line, cannot be sent, and survives the fields and a closed dialog', async () => {
    const page = await openEditor();
    await page.getByRole('radio', { name: 'JSON' }).click();
    const editor = page.getByRole('textbox', { name: 'Input as JSON' });
    await editor.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('{\n"customer": "Grace"\n"order": 7\n}');
    await page
      .getByRole('status')
      .getByText(/^Line 2, a comma is missing before "order"/)
      .waitFor();
    const confirm = page.getByRole('button', { name: /^Retrigger 1 run/ });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: 'Fields' }).click();
    await page.getByText('Mend it, then the fields can show what you wrote.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Edit and retrigger' }).click();
    await page.getByText('What you typed before is still here.').waitFor();
    await editor.getByText('"Grace"').waitFor();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByText('Nothing: the input stays as it was.').waitFor();
    expect(await confirm.isDisabled()).toBe(false);
    expect(desk.takeComplaints()).toEqual([]);
    await page.context().close();
  });

  test('JSON may be edited in every way, and the page sets no style that its policy forbids', async () => {
    const page = await openEditor();
    await page.getByRole('radio', { name: 'JSON' }).click();
    const editor = page.getByRole('textbox', { name: 'Input as JSON' });
    await editor.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('{ "customer": "Grace" }');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type('7');
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('ControlOrMeta+x');
    await page.keyboard.press('ControlOrMeta+v');
    await page.keyboard.type('{"a": 1,}');
    await page.keyboard.press('ControlOrMeta+Backspace');
    await page.keyboard.press('ControlOrMeta+z');
    await editor.fill('{ "customer":\n"Ada" }');
    await editor.getByText('"Ada"').waitFor();
    expect(desk.takeComplaints()).toEqual([]);
    await page.context().close();
  });

  test('letters in a field for numbers are told there, and nobody is asked', async () => {
    const page = await openEditor();
    await page.getByLabel('order').fill('many');
    await page.getByText('This has to be a whole number, such as 42.').waitFor();
    await page.getByText('Order has to be a number.').waitFor();
    expect(await page.getByRole('button', { name: /^Retrigger 1 run/ }).isDisabled()).toBe(true);
    await page.context().close();
  });

  test('a refusal stands at its field too, and goes once that is edited', async () => {
    const page = await openEditor();
    await page.getByLabel('customer').fill('');
    await page.getByRole('button', { name: /^Retrigger 1 run/ }).click();
    const sentence = 'The input lacks "customer", which the job requires.';
    await page.getByRole('alert').getByText(sentence).waitFor();
    expect(await page.getByLabel('customer').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('customer').fill('Grace');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await page.getByLabel('customer').getAttribute('aria-invalid')).not.toBe('true');
    await page.context().close();
    desk.takeComplaints();
  });

  test('all empty fields are marked at once, each is told once, and the first has the focus', async () => {
    const page = await openEditor();
    await page.getByLabel('customer').fill('');
    await page.getByLabel('order').fill('');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('alert').getByText('2 fields are to be mended').waitFor();
    for (const field of ['customer', 'order']) {
      expect(await page.getByLabel(field).getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByText(`The input lacks "${field}"`).count()).toBe(1);
    }
    await page.locator('input[aria-invalid="true"]:focus').waitFor();
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.context().close();
    desk.takeComplaints();
  });

  test('a correction under the same key is warned of as soon as the input differs', async () => {
    const page = await openEditor();
    await page.getByText('Make sure it happened').click();
    const warning = page.getByText('The same key with another input may change nothing.');
    expect(await warning.count()).toBe(0);
    await page.getByLabel('customer').fill('Grace');
    await warning.waitFor();
    await page.context().close();
    desk.takeComplaints();
  });

  test('a failed run that was set right says so, and leads to the run that did', async () => {
    const page = await openEditor();
    await page.getByLabel('address').fill('grace@example.org');
    await page.getByRole('button', { name: 'Retrigger 1 run with this input' }).click();
    await page.getByText('Succeeded', { exact: true }).waitFor();
    await page.getByRole('link', { name: failed.id }).click();
    await page.getByText('Set right by').waitFor();
    await page.getByText(/^, which succeeded at/).waitFor();
    await page.getByRole('button', { name: 'Open the new run' }).click();
    await page.getByText('Made from').filter({ visible: true }).waitFor();
    expect(desk.takeComplaints()).toEqual([]);
    await page.context().close();
  });

  test('the dialog follows its run, and keeps what is typed', async () => {
    const planned = firstOf(await runsOf('expire-order', 'scheduled'));
    const run = await trigger('expire-order', planned.input, Date.now() + 15_000);
    const page = await desk.open(`/runs/${run.id}`);
    await page.getByText(/: due /).waitFor();
    await page.getByRole('button', { name: 'Edit and retrigger' }).click();
    await page.getByLabel('Reason').fill('a second time');
    await page.getByText('This request has already succeeded.').waitFor();
    expect(await page.getByLabel('Reason').inputValue()).toBe('a second time');
    expect(desk.takeComplaints()).toEqual([]);
    await page.context().close();
  });
});

function firstOf(runs: readonly Run[]): Run {
  const [first] = runs;
  if (first === undefined) throw new Error('there is no such run yet');
  return first;
}
