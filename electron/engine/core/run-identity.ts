import type { RunId } from '#shared/domain/run.ts';
import type { BulkKey } from '#engine/core/bulk-record.ts';
import type { RunKey } from '#engine/core/live-run.ts';

/**
 * What distinguishes this instance's runs from all others. A run's public id is the instance's short code and
 * the run's integer key, `k7fq-1042`: short enough to type, and found again without a second index.
 */
export interface InstanceIdentity {
  /** 128 random bits in hexadecimal: makes idempotency keys unique among all instances. */
  readonly uniqueId: string;
  /** Four characters that people read. */
  readonly code: string;
}

const CODE_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

export function toRunId(identity: InstanceIdentity, key: RunKey): RunId {
  return `${identity.code}-${key}` as RunId;
}

/** The key in a public id, or `null` if the id cannot be one of this instance's. */
export function parseRunId(identity: InstanceIdentity, id: string): RunKey | null {
  const match = /^([a-z2-9]{4})-([1-9]\d{0,14})$/.exec(id);
  return match?.[1] === identity.code ? Number(match[2]) : null;
}

/** A bulk is told from a run by the letter: `k7fq-b12`. */
export function toBulkId(identity: InstanceIdentity, key: BulkKey): string {
  return `${identity.code}-b${key}`;
}

/** The key in the public id of a bulk, or `null` if it cannot be one of this instance's. */
export function parseBulkId(identity: InstanceIdentity, id: string): BulkKey | null {
  const match = /^([a-z2-9]{4})-b([1-9]\d{0,14})$/.exec(id);
  return match?.[1] === identity.code ? Number(match[2]) : null;
}

/** The same for every attempt of a run, and for no other run of any instance. */
export function toIdempotencyKey(identity: InstanceIdentity, key: RunKey): string {
  return `${identity.uniqueId}-${key}`;
}

/** Makes an identity from 16 random bytes. */
export function createInstanceIdentity(random: Uint8Array): InstanceIdentity {
  const uniqueId = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const code = Array.from(random.subarray(0, 4), (byte) => CODE_ALPHABET[byte % 31] ?? 'a').join(
    '',
  );
  return { uniqueId, code };
}
