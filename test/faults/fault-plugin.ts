import path from 'node:path';
import type { Plugin } from 'vitest/config';
import { breakSource, readFault } from './fault.ts';

/** Puts the fault of this process, if it has one at the moment, into what Vitest loads. */
export function faultPlugin(): Plugin {
  const faultIn = (id: string) => {
    const fault = readFault(process.env);
    return fault && id === path.resolve(import.meta.dirname, '../..', fault.file) ? fault : null;
  };
  return {
    name: 'seeded-fault',
    enforce: 'pre',
    transform(source, id) {
      const fault = faultIn(id);
      return fault && breakSource(fault, source);
    },
    // A broken source must never be taken from the cache for a sound one, or the other way round.
    configureVitest: ({ defineCacheKeyGenerator }) => {
      defineCacheKeyGenerator(({ id }) => (faultIn(id) === null ? null : false));
    },
  };
}
