import { quoteValue, quoteWord, toSearchWords } from '#shared/domain/filter-terms.ts';
import { formatNumberRange } from '#shared/domain/parse-number-range.ts';
import type { RunFilter } from '#shared/domain/run-filter.ts';
import { INPUT_PREFIX } from '#shared/domain/run-filter.ts';
import { formatDuration } from '#shared/lib/duration.ts';

/** The text that `parseRunFilter` reads back as the same filter. */
export function formatRunFilter(filter: RunFilter): string {
  return toFilterTexts(filter).join(' ');
}

/** The same term by term, as a command line takes it. */
export function toFilterTexts(filter: RunFilter): readonly string[] {
  const { state, job, method, origin, attempts, durationMs, since, sinceAgoMs, until } = filter;
  const { error, fingerprint, isLate, isPinned, input = [], text } = filter;
  const terms = [
    state && `state:${state.join(',')}`,
    job && `job:${job}`,
    method && `method:${method}`,
    origin && `origin:${origin}`,
    attempts && `attempts:${formatNumberRange(attempts, String)}`,
    durationMs && `dur:${formatNumberRange(durationMs, formatShortDuration)}`,
    sinceAgoMs !== undefined && `since:${formatShortDuration(sinceAgoMs)}`,
    since !== undefined && `since:${formatInstant(since)}`,
    until !== undefined && `until:${formatInstant(until)}`,
    error !== undefined && `error:${quoteValue(error)}`,
    fingerprint && `fingerprint:${fingerprint}`,
    isLate !== undefined && `late:${isLate ? 'yes' : 'no'}`,
    isPinned !== undefined && `is:${isPinned ? 'pinned' : 'unpinned'}`,
    ...input.map(({ path, value }) => `${INPUT_PREFIX}${path}:${quoteValue(value)}`),
    ...toSearchWords(text ?? '').map(quoteWord),
  ];
  return terms.filter((term): term is string => typeof term === 'string' && term !== '');
}

/** In one word. */
function formatShortDuration(ms: number): string {
  return formatDuration(ms).replaceAll(' ', '');
}

function formatInstant(at: number): string {
  return new Date(at).toISOString().replace(/:00\.000Z$/, 'Z');
}
