import { spawn } from 'node:child_process';
import { printMeasures } from '#test/bench/scenario-output.ts';

/** The raw limit: 200 times `true`, spawned by a bare Node, ten at a time, nothing kept. */
const COUNT = 200;
let started = 0;

function spawnOne(): Promise<void> {
  started += 1;
  return new Promise((resolve) => {
    spawn('true', { stdio: ['ignore', 'pipe', 'pipe'] }).on('close', () => resolve());
  });
}

async function worker(): Promise<void> {
  while (started < COUNT) await spawnOne();
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: 10 }, worker));
printMeasures({ wallMs: performance.now() - startedAt });
