import type { ConsoleFiles } from '#main/console-files.ts';
import { readConsoleFile } from '#main/console-files.ts';
import { APP_ORIGIN, SECURITY_HEADERS } from '#main/content-policy.ts';

const PAGE = '/index.html';

/**
 * Answers `app://nightdesk/…`: a file of the built console, or for the address of a screen, such as `/runs/k7fq-1042`,
 * the page itself. Whatever looks like a file and is none is not found.
 */
export function answerAppRequest({ url, method }: Request, files: ConsoleFiles): Response {
  const path = pathOf(url);
  if (method !== 'GET' || path === null) return refuse(method === 'GET' ? 404 : 405);
  const file = files.get(isScreen(path) ? PAGE : path);
  if (file === undefined) return refuse(404);
  const headers = { ...SECURITY_HEADERS, 'content-type': file.mediaType };
  return new Response(readConsoleFile(file), { headers });
}

/** `null` for an address that is not the console's. */
function pathOf(url: string): string | null {
  const isOurs = url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
  return isOurs && URL.canParse(url) ? new URL(url).pathname : null;
}

/** Screens have no ending in their address; files do. */
function isScreen(path: string): boolean {
  return /^(\/[0-9A-Za-z_-]+)*\/?$/.test(path);
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}
