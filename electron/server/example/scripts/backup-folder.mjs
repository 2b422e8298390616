// Packs a folder into one dated archive that any tar opens. A GET: a second run on the same day writes the same
// file anew.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fail, readInput, readName } from './run-input.mjs';
import { toTar } from './tar.mjs';
import { writeWhole } from './write-whole.mjs';

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(path);
      return entry.isFile() ? [path] : [];
    });
}

/** The day on this machine's calendar, as 2026-11-24. */
function localDay(now) {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

const folder = readName(readInput().folder, 'the name of a folder');
if (!existsSync(folder)) fail(`there is no folder "${folder}" to back up`);

const files = filesUnder(folder).map((path) => {
  const content = readFileSync(path);
  console.log(`${path}: ${content.length} bytes`);
  return { path, content, changedAt: statSync(path).mtime };
});

// A run that was missed at night and caught up in the morning still belongs to its night.
const nominal = process.env.NIGHTDESK_NOMINAL_TIME;
const day = localDay(nominal ? new Date(nominal) : new Date());
const archive = join('backups', `${folder}-${day}.tar.gz`);
const packed = gzipSync(toTar(files));
mkdirSync('backups', { recursive: true });
writeWhole(archive, packed);
console.log(`wrote ${archive}: ${files.length} files, ${packed.length} bytes`);
