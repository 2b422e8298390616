import type { ConcurrencyLimit } from '#shared/domain/job.ts';
import { childOf, readFields, readRequired, refuse } from '#shared/domain/raw-field.ts';
import type { RawField } from '#shared/domain/raw-field.ts';
import { readInteger, readList, readParsed } from '#shared/domain/read-value.ts';
import { templateFields } from '#shared/domain/template.ts';
import { quoted } from '#shared/lib/quoted.ts';

const MAX_KEYS = 20;
const MAX_KEY_LENGTH = 256;

/** Reads the keys that runs of a job hold while they run; each key stands once. */
export function parseConcurrency(field: RawField | null): readonly ConcurrencyLimit[] {
  const places = new Map<string, string>();
  const limits = readList(field, MAX_KEYS, (item) => {
    const limit = parseLimit(item);
    if (item === null || limit === null) return null;
    const first = places.get(limit.key);
    if (first === undefined) {
      places.set(limit.key, item.name);
      return limit;
    }
    const key = childOf(item, 'key', limit.key, 'key');
    return refuse(key, `the key ${quoted(limit.key)} stands in ${first} already`);
  });
  return limits ?? [];
}

function parseLimit(field: RawField | null): ConcurrencyLimit | null {
  const fields = readFields(field, ['key', 'limit']);
  if (fields === null) return null;
  const key = readKey(readRequired(fields, 'key'));
  const limit = readInteger(readRequired(fields, 'limit'), { min: 1, max: 10_000 });
  return key === null || limit === null ? null : { key, limit };
}

function readKey(field: RawField | null): string | null {
  const key = readParsed(field, (text) => {
    templateFields(text, 'a concurrency key');
    return text;
  });
  if (field === null || key === null) return null;
  if (key.trim() !== '' && key.length <= MAX_KEY_LENGTH) return key;
  return refuse(field, `key is text of 1 to ${MAX_KEY_LENGTH} characters`);
}
