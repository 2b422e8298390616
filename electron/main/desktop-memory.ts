import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

/** What the desktop application remembers of a person from one start to the next. */
const rememberedSchema = z.object({
  bounds: boundsSchema.nullable().catch(null),
  isMaximized: z.boolean().catch(false),
  /** What closing the window means; `null` until it has been asked. */
  onClose: z.enum(['keep', 'quit']).nullable().catch(null),
});
export type Remembered = z.infer<typeof rememberedSchema>;

export interface DesktopMemory {
  read(): Remembered;
  change(part: Partial<Remembered>): void;
}

const NOTHING: Remembered = { bounds: null, isMaximized: false, onClose: null };

/** Kept in one small file; whatever in it cannot be read counts as not remembered. */
export function openDesktopMemory(file: string): DesktopMemory {
  let remembered = readRemembered(file);
  return {
    read: () => remembered,
    change(part) {
      remembered = { ...remembered, ...part };
      writeRemembered(file, remembered);
    },
  };
}

function readRemembered(file: string): Remembered {
  try {
    return rememberedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return NOTHING;
  }
}

/** Forgetting where a window was is no reason to fail. */
function writeRemembered(file: string, remembered: Remembered): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(remembered), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    return;
  }
}
