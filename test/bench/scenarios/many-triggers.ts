import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measures } from '#test/bench/scenario-output.ts';
import { median, printMeasures } from '#test/bench/scenario-output.ts';

/** 100,000 triggers beside 100: starting, planning one more fire, and memory. Each is a process of its own, in turns. */
const ROUNDS = 3;
const PART = join(import.meta.dirname, '../many-triggers-part.ts');

const root = mkdtempSync(join(tmpdir(), 'triggers-bench-'));

function run(task: 'prepare' | 'measure', file: string, count: number): string {
  return execFileSync(process.execPath, ['--expose-gc', PART, task, file, String(count)], {
    encoding: 'utf8',
  });
}

const sizes = [
  { count: 100, file: join(root, 'few.db'), rounds: [] as Measures[] },
  { count: 100_000, file: join(root, 'many.db'), rounds: [] as Measures[] },
] as const;
for (const { count, file } of sizes) run('prepare', file, count);
for (let round = 0; round < ROUNDS; round++) {
  for (const { count, file, rounds } of sizes) {
    // Time begins anew in each round, so its triggers have to be as they were.
    const copy = `${file}-${round}`;
    copyFileSync(file, copy);
    rounds.push(JSON.parse(run('measure', copy, count)) as Measures);
  }
}
rmSync(root, { recursive: true, force: true });

const of = (rounds: readonly Measures[], name: string) =>
  median(rounds.map((measures) => measures[name] ?? Number.NaN));
const [few, many] = sizes;
printMeasures({
  fewPlanUs: of(few.rounds, 'planUs'),
  manyPlanUs: of(many.rounds, 'planUs'),
  planRatio: of(many.rounds, 'planUs') / of(few.rounds, 'planUs'),
  fewRssMb: of(few.rounds, 'rssMb'),
  manyRssMb: of(many.rounds, 'rssMb'),
  memoryRatio: of(many.rounds, 'rssMb') / of(few.rounds, 'rssMb'),
  startMoreSeconds: (of(many.rounds, 'startMs') - of(few.rounds, 'startMs')) / 1_000,
});
