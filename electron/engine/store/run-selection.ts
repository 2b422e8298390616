import type { InputValue, NumberRange } from '#shared/domain/run-filter.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { RUN_STATES, isFinalRun } from '#shared/domain/run-state-table.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { RunQuery } from '#engine/core/view-reader.ts';
import type { RunSource } from '#engine/store/run-source.ts';
import {
  FINAL_OF_JOB,
  LIVE,
  PINNED,
  WHOLE,
  WHOLE_BY_ORIGIN,
  WHOLE_OF_JOB,
  finalBy,
} from '#engine/store/run-source.ts';
import { holdsText } from '#engine/store/text-search.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/*
 * Which runs a query means, as one or more selections whose keys are merged, newest first. Each begins where
 * the fewest rows are: live runs in their small table, final ones at the index that tells most of them apart.
 * What stands in the statement itself is of a closed list, because only then can a partial index serve it;
 * everything a caller says is bound.
 */
export interface RunSelection {
  readonly source: RunSource;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** What is known of the rows before any statement is made. */
export interface RunBounds {
  /** Whether so few runs have ended since that sorting them costs less than looking through the history. */
  readonly areFewSince: boolean;
  /** Every run that was created before `until` has a lower key. */
  readonly untilKey: RunKey | null;
}

export function selectRuns(query: RunQuery, bounds: RunBounds): readonly RunSelection[] {
  const states = query.lateness?.isLate === true ? lateStates(query) : query.state;
  const { fingerprint, origin } = query;
  const isRare = origin !== undefined && origin !== 'schedule';
  if (query.isPinned === true) return [wholeSelection(query, bounds, states, PINNED)];
  const isSplit = fingerprint !== undefined || bounds.areFewSince || (!isRare && states);
  if (!isSplit) return [wholeSelection(query, bounds, states, wholeSource(query, isRare))];
  const meant = states ?? RUN_STATES;
  const final = finalSources(query, bounds, meant.filter(isFinalRun));
  const live = meant.filter((state) => !isFinalRun(state));
  return [...(live.length === 0 ? [] : [{ source: LIVE, states: live }]), ...final].map(
    ({ source, states: some }) => ({
      source,
      conditions: [inStates(source, some), ...conditionsOf(source, query, bounds)],
    }),
  );
}

function lateStates({ state }: RunQuery): readonly RunState[] {
  return state === undefined || state.includes('ready') ? ['ready'] : [];
}

function wholeSource({ jobKey }: RunQuery, isRare: boolean): RunSource {
  if (isRare) return WHOLE_BY_ORIGIN;
  return jobKey === undefined ? WHOLE : WHOLE_OF_JOB;
}

function wholeSelection(
  query: RunQuery,
  bounds: RunBounds,
  states: readonly RunState[] | undefined,
  source: RunSource,
): RunSelection {
  const conditions = conditionsOf(source, query, bounds);
  return { source, conditions: states ? [inStates(source, states), ...conditions] : conditions };
}

interface SourceOfStates {
  readonly source: RunSource;
  readonly states: readonly RunState[];
}

function finalSources(
  query: RunQuery,
  { areFewSince }: RunBounds,
  states: readonly RunState[],
): readonly SourceOfStates[] {
  if (states.length === 0) return [];
  const { fingerprint, jobKey } = query;
  if (fingerprint !== undefined) return [{ source: finalBy('outcome_by_fingerprint'), states }];
  if (areFewSince) return [{ source: finalBy('outcome_by_end'), states }];
  if (states.includes('succeeded')) {
    return [{ source: jobKey === undefined ? finalBy(null) : FINAL_OF_JOB, states }];
  }
  // One for each state, so that each comes out of its index in order.
  const index = jobKey === undefined ? 'outcome_not_succeeded' : 'outcome_not_succeeded_by_job';
  return states.map((state) => ({ source: finalBy(index), states: [state] }));
}

function inStates({ state }: RunSource, states: readonly RunState[]): Condition {
  const list = states.map((name) => `'${name}'`).join(', ');
  return { sql: `${state} IN (${list})`, values: [] };
}

function conditionsOf(source: RunSource, query: RunQuery, bounds: RunBounds): readonly Condition[] {
  const { jobKey, jobKeys, method, origin, fingerprint, until } = query;
  const conditions: Condition[] = [];
  const add = (sql: string | null, ...values: Condition['values']) =>
    sql === null ? 0 : conditions.push({ sql, values });
  add(source.condition);
  if (jobKey !== undefined) add(`${source.job} = ${KEY}`, jobKey);
  if (jobKeys !== undefined)
    add(`${source.job} IN (${jobKeys.map(() => KEY).join(', ')})`, ...jobKeys);
  if (fingerprint !== undefined) add(`${source.fingerprint} = ?`, fingerprint);
  if (bounds.untilKey !== null) add(`${source.key} < ${KEY}`, bounds.untilKey);
  if (until !== undefined) add(`run.created_at < ${KEY}`, until);
  if (origin !== undefined) add('run.origin = ?', origin);
  // A request line begins with the method of the revision that it was rendered from.
  if (method !== undefined) add('run.request_line LIKE ?', `${method} %`);
  return [...conditions, ...conditionsOnTime(source, query), ...conditionsOnContent(source, query)];
}

/** What no index knows. */
function conditionsOnContent(
  source: RunSource,
  { attempts = {}, took, error, input = [], words = [], isPinned }: RunQuery,
): readonly Condition[] {
  const jobName = `(SELECT name FROM job WHERE job.id = ${source.job})`;
  const searched = [jobName, 'run.request_line', 'run.input', source.message];
  return [
    ...within(source.attempts, attempts),
    ...(took === undefined ? [] : within(source.tookMs, took, took.now)),
    ...(error === undefined ? [] : [holdsText([source.message], error)]),
    ...input.map(isInputValue),
    ...(isPinned === false ? [isNotPinned(source)] : []),
    ...words.map((word) => holdsText(searched, word)),
  ];
}

function isNotPinned({ key }: RunSource): Condition {
  return { sql: `NOT EXISTS (SELECT 1 FROM pin WHERE pin.run_id = ${key})`, values: [] };
}

function within(
  sql: string,
  { min, max }: NumberRange,
  ...bound: readonly number[]
): readonly Condition[] {
  return [
    ...(min === undefined ? [] : [{ sql: `${sql} >= ${KEY}`, values: [...bound, min] }]),
    ...(max === undefined ? [] : [{ sql: `${sql} <= ${KEY}`, values: [...bound, max] }]),
  ];
}

/** `42` means a number and a text alike. A part of the path that is a number may be an index or a name. */
function isInputValue({ path, value }: InputValue): Condition {
  const parts = path.split('.');
  const names = parts.map((part) => `."${part}"`).join('');
  const indexes = parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `."${part}"`)).join('');
  const paths = [...new Set([`$${names}`, `$${indexes}`])];
  const meant = [value, JSON.stringify(value)];
  return {
    sql: `(${paths.map(() => 'run.input -> ? IN (?, ?)').join(' OR ')})`,
    values: paths.flatMap((jsonPath) => [jsonPath, ...meant]),
  };
}

function conditionsOnTime(
  { isEndedSince, isReadySince }: RunSource,
  { since, lateness }: RunQuery,
): readonly Condition[] {
  const conditions: Condition[] = [];
  if (since !== undefined && isEndedSince !== null) {
    conditions.push({ sql: isEndedSince, values: [since] });
  }
  if (lateness !== undefined && isReadySince !== null) {
    const sql = lateness.isLate ? isReadySince : `NOT ${isReadySince}`;
    conditions.push({ sql, values: [lateness.readyBefore] });
  }
  return conditions;
}
