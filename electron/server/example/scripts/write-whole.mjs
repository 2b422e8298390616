import { renameSync, writeFileSync } from 'node:fs';

/** Writes beside the file and renames: whoever reads it, and whatever is killed, sees the old file or the new one. */
export function writeWhole(file, content) {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}
