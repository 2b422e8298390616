import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a page that only its owner can read and that goes on to `url`; answers with its path. One is there at a time:
 * the next takes its place, and the code in it is worthless once it was used or is ten minutes old.
 */
export function writeEntryPage(dataFolder: string, url: string): string {
  const file = join(dataFolder, 'open-console.html');
  // The rights first: a page from before might be another's to read.
  writeFileSync(file, '', { mode: 0o600 });
  chmodSync(file, 0o600);
  writeFileSync(file, toPage(url));
  return file;
}

function toPage(url: string): string {
  const address = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${address}">
<title>Nightdesk</title>
<p><a href="${address}">Open the console</a></p>
`;
}
