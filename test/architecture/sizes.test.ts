import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const limits = new ESLint({ cwd: root });

interface SourceFile {
  readonly name: string;
  readonly lineCount: number;
}

function readSources(folder: string): readonly SourceFile[] {
  const names = globSync(`${folder}/**/*.{ts,tsx,mts,mjs}`, {
    cwd: root,
    exclude: ['test/fixtures/broken/**', 'test/bench/peers/**'],
  });
  return names.map((name) => ({
    name,
    lineCount: readFileSync(path.join(root, name), 'utf8').trimEnd().split('\n').length,
  }));
}

/** The limit that the lint configuration sets for a file: there is one place to change it. */
async function lineLimit(name: string): Promise<number> {
  const config = (await limits.calculateConfigForFile(path.join(root, name))) as {
    readonly rules: { readonly 'max-lines': readonly [number, { readonly max: number }] };
  };
  return config.rules['max-lines'][1].max;
}

async function filesOverTheirLimit(files: readonly SourceFile[]): Promise<readonly string[]> {
  const checked = files.map(async ({ name, lineCount }) => {
    const limit = await lineLimit(name);
    return lineCount > limit ? [`${name} has ${lineCount} lines, at most ${limit} are read`] : [];
  });
  return (await Promise.all(checked)).flat();
}

function describeSizes(folder: string, files: readonly SourceFile[]): string {
  const sorted = files.toSorted((a, b) => a.lineCount - b.lineCount);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const longest = at(1);
  return [
    `${folder}: ${files.length} files`,
    `median ${at(0.5).lineCount} lines`,
    `90 % up to ${at(0.9).lineCount}`,
    `longest ${longest.name} with ${longest.lineCount}`,
  ].join(' · ');
}

describe('files stay short enough to be read in one go', () => {
  test.each(['shared', 'electron', 'test'])('in %s', async (folder) => {
    const files = readSources(folder);
    expect(files).not.toEqual([]);
    console.log(describeSizes(folder, files));
    expect(await filesOverTheirLimit(files)).toEqual([]);
  });
});

test('the limit on a file is 250 lines in shared and core, 500 in tests, 350 elsewhere', async () => {
  const files = [
    'shared/lib/a.ts',
    'electron/engine/core/a.ts',
    'test/unit/a.test.ts',
    'vite.config.ts',
  ];
  expect(await Promise.all(files.map(lineLimit))).toEqual([250, 250, 500, 350]);
});

test('a file over the limit is named together with its length', async () => {
  const tooLong = { name: 'shared/lib/clock.ts', lineCount: 251 };
  expect(await filesOverTheirLimit([tooLong])).toEqual([
    'shared/lib/clock.ts has 251 lines, at most 250 are read',
  ]);
});
