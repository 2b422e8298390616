import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, STORE, rulesOf } from '#test/faults/rule-fault.ts';

const activity = rulesOf('integration/semantics/activity');
const failures = rulesOf('integration/semantics/failure-groups');
const unseen = rulesOf('integration/semantics/ended-unseen');

/** What a console is told: what went on, what failed, when it ended. */
export const ACTIVITY_RULE_FAULTS: readonly RuleFault[] = [
  activity(
    'a run is late once',
    'every ready run is late',
    `${STORE}/run-selection.ts`,
    'if (lateness !== undefined && isReadySince !== null) {',
    'if (lateness?.isLate === false && isReadySince !== null) {',
  ),
  activity(
    'spans of whole ten minutes',
    'every span counts runs by their last ending',
    `${STORE}/view-throughput.ts`,
    'coarsestFor(fromEndings, bucketMs)?.select ?? fromOutcomes',
    'fromOutcomes',
  ),
  activity(
    'hours and days are added up',
    'only ten minutes are counted',
    `${STORE}/count-endings.ts`,
    'for (const add of adders) add(counts);',
    'adders[0]?.(counts);',
  ),
  activity(
    'what comes is merged',
    'what is paused comes too',
    `${STORE}/planned-rows.ts`,
    "AND NOT EXISTS (SELECT 1 FROM pause WHERE scope = 'job' AND subject = CAST(job.id AS TEXT))",
    '',
  ),
  activity(
    'what did not run when it was due',
    'what a pause left out counts as missed',
    `${STORE}/view-occurrences.ts`,
    "AND reason IS NOT 'job_paused' ",
    '',
  ),
  activity(
    'how long the runs of a job take',
    'failed runs are measured too',
    `${CORE}/job-summary.ts`,
    'if (hasSucceeded && measuredCount < MEASURED) {',
    'if (measuredCount < MEASURED) {',
  ),
  activity(
    'each person has a desk of their own',
    'all persons share one desk',
    `${STORE}/view-desk.ts`,
    "FROM desk WHERE actor = ?'",
    "FROM desk WHERE ? IS NOT NULL'",
  ),
  unseen(
    'a run that ended while no engine watched',
    'a run ends when the engine hears of it',
    `${CORE}/attempt-end.ts`,
    'return Math.min(now, Math.max(outcome.endedAt ?? now, run.firstStartedAt ?? now));',
    'return now;',
  ),
  unseen(
    'the delay before the next attempt',
    'the delay counts from when the engine hears of the end',
    `${CORE}/attempt-end.ts`,
    'const now = endOf(facts);',
    'const { now } = facts;',
  ),
  unseen(
    'an end that is told for before the start',
    'every end is believed',
    `${CORE}/attempt-end.ts`,
    'return Math.min(now, Math.max(outcome.endedAt ?? now, run.firstStartedAt ?? now));',
    'return outcome.endedAt ?? now;',
  ),
  failures(
    'failures that look alike',
    'failures of different jobs are one group',
    `${CORE}/attempt-end.ts`,
    'errorFingerprint({ jobName, failureClass',
    "errorFingerprint({ jobName: '', failureClass",
  ),
  failures(
    'a run that waits for its next attempt',
    'a run that waits for its next attempt is open',
    `${STORE}/view-failures.ts`,
    "- resolved.size + count('unknown', 'held'),",
    '- resolved.size + live.length,',
  ),
  failures(
    'a run that succeeds after all',
    'how a run failed is forgotten when it is retried',
    `${STORE}/write-outcomes.ts`,
    'keepFingerprint.run(runKey, runKey);',
    '',
  ),
  failures(
    'a POST of unknown outcome is open',
    'an unknown outcome is forgotten after a while',
    `${STORE}/view-failures.ts`,
    'byFingerprint(reader.live(jobKey));',
    'byFingerprint(reader.live(jobKey).filter(({ failedAt }) => failedAt >= since));',
  ),
  failures(
    'a POST that the engine interrupted',
    'only what failed is in a group',
    `${CORE}/attempt-end.ts`,
    "failureClass ?? (isUnknown ? 'lost' : null)",
    'failureClass',
  ),
  failures(
    'a POST with a lost attempt',
    'every failed run is offered a retry',
    `${STORE}/view-failures.ts`,
    'return whyNoRetry(facts) === null;',
    'return true;',
  ),
  failures(
    'a run that is held because',
    'a held run is not open',
    `${STORE}/view-failures.ts`,
    "- resolved.size + count('unknown', 'held'),",
    "- resolved.size + count('unknown'),",
  ),
  failures(
    'a failed run is resolved once',
    'only the first of a chain is resolved',
    `${STORE}/failure-reader.ts`,
    'run.root_run = done.root AND run.id < done.newest',
    'run.root_run = done.root AND 0',
  ),
  failures(
    'failures from before the instant',
    'failures of all times are told',
    `${STORE}/failure-reader.ts`,
    'AND ended_at >= @since AND fingerprint IS NOT NULL',
    'AND ended_at >= 0 * @since AND fingerprint IS NOT NULL',
  ),
  failures(
    'the histogram of a group',
    'the present is not in the histogram',
    `${CORE}/failure-histogram.ts`,
    '(HISTOGRAM_SPANS - 1) *',
    'HISTOGRAM_SPANS *',
  ),
];
