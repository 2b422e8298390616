/** Lives through histories in a process of its own, up to the first broken promise, and prints what it found. */
import { simulate } from '#test/simulation/simulate.ts';

const [first = 1, count = 1] = process.argv.slice(2).map(Number);

function tell(seed: number | null, breaches: readonly string[]): void {
  process.stdout.write(JSON.stringify({ seed, breaches }));
}

let seed = first;
process.on('uncaughtException', (error) => {
  tell(seed, [`it threw ${String(error)}`]);
  process.exit(0);
});

let breaches: readonly string[] = [];
for (; seed < first + count && breaches.length === 0; seed++) breaches = await simulate(seed);
tell(breaches.length === 0 ? null : seed - 1, breaches);
