/** Why an occurrence did not run, as a person would say it. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['overlap', 'another run of the job was going on'],
  ['missed', 'nobody was there when it was due'],
  ['outside_window', 'missed, and too long ago to be caught up with'],
  ['over_max', 'missed, and more than are caught up with'],
  ['run_once', 'missed, and one run stands for all that were'],
  ['hold', 'missed, and the latest one waits for a person'],
  ['same_request_pending', 'a run of the same request was waiting already'],
  ['job_paused', 'the job was paused'],
  ['trigger_paused', 'the trigger was paused'],
  ['backfilled', 'made good by a backfill'],
  ['waits_already', 'a run that waits already stands for it'],
]);

export function wordsOfReason(reason: string | null): string {
  return reason === null ? '' : (WORDS.get(reason) ?? reason.replaceAll('_', ' '));
}
