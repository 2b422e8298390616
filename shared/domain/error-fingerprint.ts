import type { FailureClass } from '#shared/domain/failure-class.ts';
import { toMessagePattern } from '#shared/domain/message-pattern.ts';

/* Failures are grouped by a hash of job, failure class and the pattern of the message. */

/** First character of every fingerprint, raised whenever the recipe changes, so that groups can be made anew. */
const RECIPE_VERSION = '2';
const HASH_LENGTH = 12;

/** A short text that failures of one job share when they look like the same failure. */
export function errorFingerprint(failure: {
  readonly jobName: string;
  readonly failureClass: FailureClass;
  readonly message: string;
}): string {
  const pattern = toMessagePattern(failure.message);
  return RECIPE_VERSION + hash([failure.jobName, failure.failureClass, pattern].join('\n'));
}

/** FNV-1a with 64 bits over UTF-16 units, as the last twelve digits of its base 36 form. */
function hash(text: string): string {
  let state = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    state = BigInt.asUintN(64, (state ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return state.toString(36).padStart(HASH_LENGTH, '0').slice(-HASH_LENGTH);
}
