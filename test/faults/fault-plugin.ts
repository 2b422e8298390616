import path from 'node:path';
import type { Plugin } from 'vite';
import { breakSource, readFault } from './fault.ts';

/** Puts the fault of this process, if it has one, into what Vitest loads. */
export function faultPlugin(): Plugin {
  const fault = readFault(process.env);
  const broken = fault && path.resolve(import.meta.dirname, '../..', fault.file);
  return {
    name: 'seeded-fault',
    enforce: 'pre',
    transform: (source, id) => (fault && id === broken ? breakSource(fault, source) : null),
  };
}
