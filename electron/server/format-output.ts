import type { RunOutput } from '#shared/contract/run-schema.ts';
import { shorten } from '#shared/lib/shorten.ts';
import { formatCard } from '#server/card.ts';

const SHOWN_LENGTH = 1_000;

/** What a run hands on, on one line; empty where it hands on nothing. */
export function formatOutput({ output, fault }: RunOutput): string {
  if (output !== null)
    return formatCard([['output', shorten(JSON.stringify(output), SHOWN_LENGTH)]]);
  return fault === null ? '' : formatCard([['output', `none: ${fault}`]]);
}
