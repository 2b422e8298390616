import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where systems keep a browser that Playwright can drive. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

export type FoundBrowser =
  | { readonly path: string; readonly how: string }
  /** One sentence with the command that brings one. */
  | { readonly path: null; readonly how: string };

/**
 * A Chrome or Chromium: `NIGHTDESK_BROWSER`, else an installed one, else Playwright's own, else, as root on Debian,
 * the system's package, which is installed now.
 */
export function findBrowser(): FoundBrowser {
  const named = process.env['NIGHTDESK_BROWSER'];
  if (named !== undefined) return { path: named, how: `NIGHTDESK_BROWSER, ${named}` };
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return { path: installed, how: `the installed ${installed}` };
  const own = chromium.executablePath();
  if (existsSync(own)) return { path: own, how: `Playwright's own, ${own}` };
  return installFromDebian();
}

function installFromDebian(): FoundBrowser {
  const isDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (isDebian) {
    const apt = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium';
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('sh', ['-c', apt], { stdio: 'ignore', env, timeout: 600_000 });
    const installed = INSTALLED.find((path) => existsSync(path));
    if (installed !== undefined) return { path: installed, how: `${installed}, just installed` };
  }
  const command = isDebian ? 'apt-get install chromium' : 'npx playwright-core install chromium';
  return { path: null, how: `there is no Chrome or Chromium; \`${command}\` brings one` };
}
