import type { RunOrigin } from '#shared/domain/run.ts';

const WORDS: Readonly<Record<RunOrigin, string>> = {
  schedule: 'schedule',
  catch_up: 'catch-up',
  manual: 'by hand',
  retrigger: 'retrigger',
  backfill: 'backfill',
  chain: 'chain',
  event: 'event',
  api: 'program',
};

/** What brought a run about, as a word or two. */
export function wordOfOrigin(origin: RunOrigin): string {
  return WORDS[origin];
}
