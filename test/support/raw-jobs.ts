import { randomUUID } from 'node:crypto';

type RawJob = Readonly<Record<string, unknown>>;

/** Raw definitions as a job file holds them; what a test does not say is left to the product's defaults. */
export function aGet(name: string, more: RawJob = {}): RawJob {
  return { name, method: 'GET', target: 'builtin:noop', ...more };
}

export function aPost(name: string, more: RawJob = {}): RawJob {
  return { name, method: 'POST', target: 'builtin:noop', ...more };
}

/** What every command carries. */
export function command(reason: string | null = null) {
  return { commandId: randomUUID() as string, reason };
}
