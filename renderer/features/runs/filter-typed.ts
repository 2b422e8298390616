import { parseRunFilter } from '#shared/domain/parse-run-filter.ts';
import type { RunFilter } from '#shared/domain/run-filter.ts';
import { asSentence } from '#renderer/lib/as-sentence.ts';

/** What was typed into the box over Runs: words stay there, fields become chips once the person leaves it. */
export interface TypedFilter {
  readonly fields: RunFilter;
  readonly text: string | undefined;
  readonly hasFields: boolean;
  /** One sentence; `null` if it can be read. */
  readonly problem: string | null;
}

export function readTyped(typed: string): TypedFilter {
  const { filter, problem } = parseRunFilter(typed);
  if (problem !== null) {
    return { fields: {}, text: undefined, hasFields: true, problem: asSentence(problem.message) };
  }
  const { text, ...fields } = filter;
  return { fields, text, hasFields: Object.keys(fields).length > 0, problem: null };
}
