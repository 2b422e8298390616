import type { RunFilter } from '#shared/contract/run-filter.ts';
import { parseRunFilter } from '#shared/domain/parse-run-filter.ts';
import { Refusal } from '#shared/domain/refusal.ts';

/** What stands below the help of a command that takes a filter. */
export const FILTER_HELP = `
A filter is made of words, each of which has to stand in the job, the request line, the input or the error, and of
  state:failed,retry_wait   job:backup*   method:POST   origin:retrigger   attempts:>1   dur:>10m
  since:12h   until:2026-11-24T08:00Z   error:"connection refused"   input.customer:42   late:yes
  is:pinned
`;

/** Reads the words of a filter as the shell hands them over: it has taken the quotes around one with blanks away. */
export function readFilter(typed: readonly string[]): RunFilter {
  const { filter, problem } = parseRunFilter(typed.map(requote).join(' '));
  if (problem !== null)
    throw new Refusal('invalid_input', `the filter is wrong: ${problem.message}`);
  return filter;
}

function requote(word: string): string {
  if (!/\s/.test(word) || word.includes('"')) return word;
  const [, field = '', value = word] = /^([A-Za-z][\w.-]*:)(.*)$/s.exec(word) ?? [];
  return `${field}"${value}"`;
}
