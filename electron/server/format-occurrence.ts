import { formatDuration } from '#shared/lib/duration.ts';

/** Reasons that the engine knows by a word; any other is a sentence already. */
const REASONS: Readonly<Record<string, string>> = {
  missed: 'missed',
  outside_window: 'missed too long ago',
  over_max: 'more were missed than are made up for',
  run_once: 'one run makes up for all that were missed',
  hold: 'the held run stands for all that were missed',
  overlap: 'another run was under way',
  same_request_pending: 'the same request was waiting already',
  job_paused: 'the job was paused',
  trigger_paused: 'the trigger was paused',
  backfilled: 'made good by a backfill',
  waits_already: 'a run that waits already stands for it',
};

/** Why an occurrence has no run of its own, in words. */
export function formatSkipReason(reason: string): string {
  return REASONS[reason] ?? reason;
}

/** The key of a trigger without a name holds its whole schedule: what of it tells one from another. */
export function formatTriggerKey(key: string): string {
  const [, kind, rest = ''] = /^(cron|interval|at|after):(.*)@/.exec(key) ?? [];
  if (key.startsWith('event:')) return key.replace(':', ' ');
  if (kind === undefined) return key;
  if (kind === 'after') return `after ${rest.replaceAll('+', ' and ')}`;
  return kind === 'interval' ? `every ${formatDuration(Number(rest))}` : `${kind} ${rest}`;
}
