import type { ConcurrencyLimit } from '#shared/domain/job.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { renderTemplate } from '#shared/domain/template.ts';
import type { JsonObject } from '#shared/lib/json.ts';

/** `index:documents limit 1`: the keys of a run as they are taken, filled in with its input. */
export function keysText(limits: readonly ConcurrencyLimit[], input: JsonObject): string {
  if (limits.length === 0) return 'none';
  return limits.map(({ key, limit }) => `${filledKey(key, input)} limit ${limit}`).join(', ');
}

/** As it is written where the input lacks what it needs. */
function filledKey(key: string, input: JsonObject): string {
  try {
    return renderTemplate(key, input, { purpose: 'a concurrency key' });
  } catch (error) {
    if (error instanceof Refusal) return key;
    throw error;
  }
}
