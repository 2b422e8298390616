import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDesktopUnderTest } from '#test/support/electron/desktop-under-test.ts';
import { createScriptedEngine } from '#test/support/electron/scripted-engine.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => folder.remove());

const start = () =>
  startDesktopUnderTest({ folder: folder.path, fork: () => createScriptedEngine() });

describe('app://nightdesk', () => {
  test('answers what was built, and the page for the address of every screen, under a strict policy', async () => {
    const { fetch } = await start();
    const page = await fetch('app://nightdesk/runs/k7fq-1042?tab=log');
    expect(await page.text()).toContain('<title>Nightdesk</title>');
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
    const script = await fetch('app://nightdesk/assets/index-a1.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  const absent = [
    'app://nightdesk/assets/missing.js',
    'app://nightdesk/notes.secret',
    'app://nightdesk/..%2f..%2fetc/passwd',
    'app://nightdesk/%2e%2e/%2e%2e/etc/passwd.txt',
    'app://nightdesk/..%5c..%5cwindows.ini',
    'app://nightdesk/index.html%00.js',
    `app://nightdesk/${'a/'.repeat(5_000)}x.js`,
    'app://evil/index.html',
    'app://nightdesk.evil/index.html',
  ];
  test.each(absent)('has no %s', async (url) => {
    const { fetch } = await start();
    expect((await fetch(url)).status).toBe(404);
  });

  test('takes no other method than GET', async () => {
    const { fetch } = await start();
    expect((await fetch('app://nightdesk/', 'POST')).status).toBe(405);
  });
});
