import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Fault } from '#test/faults/fault.ts';
import { FAULT_VARIABLE } from '#test/faults/fault.ts';

export interface Findings {
  /** Of the first history in which a promise was broken; `null` if there was none. */
  readonly seed: number | null;
  readonly breaches: readonly string[];
}

const root = path.resolve(import.meta.dirname, '../..');
const loader = ['--import', './test/faults/load-fault.ts'];
const program = './test/simulation/live-through.ts';
const execute = promisify(execFile);

/** Lives through `count` histories in a process of its own, with a fault in the engine if one is given. */
export async function liveThroughHistories(
  first: number,
  count: number,
  fault: Fault | null = null,
): Promise<Findings> {
  const env = { ...process.env, ...(fault && { [FAULT_VARIABLE]: JSON.stringify(fault) }) };
  const options = [...loader, program, String(first), String(count)];
  const { stdout } = await execute(process.execPath, options, { cwd: root, env });
  return JSON.parse(stdout) as Findings;
}
