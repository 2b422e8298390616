import type { KeyLimit } from '#engine/core/key-limit.ts';
import { smallestLimit } from '#engine/core/key-limit.ts';
import type { DecisionReader } from '#engine/core/store.ts';

/** The limits of concurrency keys by the jobs as they are now: read once, and again after a job has changed. */
export interface KnownLimits {
  /** `null`: no job names the key any more. */
  of(template: string): KeyLimit | null;
  forget(): void;
}

export function createKnownLimits(read: Pick<DecisionReader, 'keyLimits'>): KnownLimits {
  const known = new Map<string, KeyLimit | null>();
  return {
    of(template) {
      const found = known.get(template);
      if (found !== undefined) return found;
      const limit = smallestLimit(read.keyLimits(template));
      known.set(template, limit);
      return limit;
    },
    forget: () => known.clear(),
  };
}
