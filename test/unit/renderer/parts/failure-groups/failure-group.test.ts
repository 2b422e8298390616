import { describe, expect, test } from 'vitest';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import {
  byUrgency,
  isSetRight,
  markOfGroup,
  needsSomebody,
  runsOfGroup,
  safeRetries,
  sizeOfGroup,
  stateOfGroup,
  toGone,
  toSetRight,
} from '#renderer/parts/failure-groups/failure-group.ts';
import { GROUP_STATES } from '#shared/domain/failure-group-state.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';

function groupOf(facts: Partial<FailureGroup>): FailureGroup {
  return {
    fingerprint: '1aaaaaaaaaaaa',
    message: 'connect ECONNREFUSED search:9200',
    failureClass: 'exit:1',
    state: 'open',
    mark: null,
    jobs: ['reindex'],
    methods: ['GET'],
    openCount: 0,
    retryingCount: 0,
    resolvedCount: 0,
    unknownCount: 0,
    firstAt: 0,
    lastAt: 0,
    histogram: [],
    samples: [],
    retryable: [],
    ...facts,
  };
}

describe('a group of failures', () => {
  test('needs somebody while it is open or has regressed, and not once somebody knows of it', () => {
    const needs = GROUP_STATES.filter((state) => needsSomebody(groupOf({ state, openCount: 1 })));
    expect(needs).toEqual(['open', 'regressed']);
    expect(needsSomebody(groupOf({ state: 'open' }))).toBe(false);
  });

  test('is marked as unknown only where nothing else is open in it', () => {
    expect(markOfGroup(groupOf({ openCount: 2, unknownCount: 2 }))).toBe('unknown');
    expect(markOfGroup(groupOf({ openCount: 2, unknownCount: 1 }))).toBe('failed');
  });

  test('leads to runs in every state in which a run of it can be, and in no other', () => {
    const { state } = runsOfGroup(groupOf({}), 0);
    const never = ['succeeded', 'cancelled', 'expired', 'superseded'];
    expect(state.toSorted()).toEqual(RUN_STATES.filter((name) => !never.includes(name)).toSorted());
  });

  test('counts what is open, under way and resolved', () => {
    expect(sizeOfGroup(groupOf({ openCount: 2, retryingCount: 3, resolvedCount: 4 }))).toBe(9);
  });

  test('is among what one key retries only if every method in it is GET', () => {
    const groups = [
      groupOf({ retryable: ['a', 'b'] }),
      groupOf({ methods: ['POST'], retryable: ['c'] }),
      groupOf({ methods: ['GET', 'POST'], retryable: ['d'] }),
    ];
    expect(safeRetries(groups)).toEqual(['a', 'b']);
  });

  test('no more runs are retried at once than one command takes', () => {
    const runs = Array.from({ length: 800 }, (_, index) => String(index));
    expect(safeRetries([groupOf({ retryable: runs }), groupOf({ retryable: runs })])).toHaveLength(
      1_000,
    );
  });

  test('stands before those that need nobody, the newest first', () => {
    const groups = [
      groupOf({ fingerprint: 'resolved', state: 'resolved', resolvedCount: 1, lastAt: 9 }),
      groupOf({ fingerprint: 'known', state: 'acknowledged', openCount: 1, lastAt: 9 }),
      groupOf({ fingerprint: 'old', state: 'regressed', openCount: 1, lastAt: 1 }),
      groupOf({ fingerprint: 'retrying', state: 'retrying', retryingCount: 1, lastAt: 8 }),
      groupOf({ fingerprint: 'new', openCount: 1, lastAt: 2 }),
    ];
    const order = byUrgency(groups).map(({ fingerprint }) => fingerprint);
    expect(order).toEqual(['new', 'old', 'retrying', 'known', 'resolved']);
  });
});

describe('a group that is not answered any more', () => {
  const group = groupOf({ openCount: 2, retryingCount: 1, unknownCount: 1, retryable: ['k7fq-1'] });

  test('is resolved only if all of its runs have succeeded since', () => {
    expect(isSetRight(group, { succeeded: 3 })).toBe(true);
    expect(isSetRight(group, { succeeded: 2, failed: 1 })).toBe(false);
    expect(stateOfGroup(toSetRight(group))).toBe('resolved');
    expect(sizeOfGroup(toSetRight(group))).toBe(3);
  });

  test('that has only grown too old says nothing, and offers nothing to retry', () => {
    expect(isSetRight(group, { failed: 3 })).toBe(false);
    expect(stateOfGroup(toGone(group))).toBe('gone');
    expect(markOfGroup(toGone(group))).toBeNull();
    expect(toGone(group).retryable).toEqual([]);
  });

  test('that was resolved already stays so, whatever its age', () => {
    expect(isSetRight(groupOf({ resolvedCount: 2 }), {})).toBe(true);
  });
});
