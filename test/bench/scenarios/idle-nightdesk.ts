import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { printMeasures } from '#test/bench/scenario-output.ts';

/** The installed program with 1,000 cron triggers, none of them due: what waiting costs. Linux only. */
const TRIGGERS = 1_000;
const SECONDS = 10;
const PROGRAM = join(import.meta.dirname, '../../../out/nightdesk.js');

const folder = mkdtempSync(join(tmpdir(), 'idle-bench-'));
const option = ['--data', join(folder, 'data')];

async function serve() {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--json', ...option], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface({ input: child.stdout }), 'line');
  return child;
}

async function end(child: Awaited<ReturnType<typeof serve>>): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
}

/** Clock ticks of 10 ms that the process has used, on its own behalf and in the kernel. */
function usedTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
}

const jobs = Array.from({ length: TRIGGERS }, (_item, index) => ({
  name: `yearly-${index}`,
  method: 'GET',
  target: 'builtin:noop',
  triggers: [{ cron: `${index % 60} 3 29 2 *`, zone: 'Europe/Berlin' }],
}));
writeFileSync(join(folder, 'jobs.yaml'), JSON.stringify({ jobs }));
const first = await serve();
execFileSync(process.execPath, [PROGRAM, 'apply', join(folder, 'jobs.yaml'), ...option]);
await end(first);

const engine = await serve();
const pid = engine.pid ?? 0;
await sleep(2_000);
const before = usedTicks(pid);
await sleep(SECONDS * 1_000);
printMeasures({
  cpuPercent: (usedTicks(pid) - before) / SECONDS,
  rssMb: residentMb(pid),
});
await end(engine);
rmSync(folder, { recursive: true, force: true });
