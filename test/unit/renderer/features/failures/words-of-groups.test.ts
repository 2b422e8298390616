import { expect, test } from 'vitest';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { wordsOfGroups } from '#renderer/features/failures/words-of-groups.ts';

const group = (openCount: number): FailureGroup => ({
  ...{ state: openCount > 0 ? 'open' : 'resolved', mark: null },
  ...{ fingerprint: '1aaaaaaaaaaaa', message: 'exit code 1', failureClass: 'exit:1' },
  ...{ jobs: ['reindex'], methods: ['POST'], openCount, retryingCount: 0, resolvedCount: 1 },
  ...{ unknownCount: 0, firstAt: 0, lastAt: 0, histogram: [], samples: [], retryable: [] },
});

test('groups are told with how many are open, in the word that their rows use', () => {
  expect(wordsOfGroups([])).toBe('');
  expect(wordsOfGroups([group(0)])).toBe('1 group, none open');
  expect(wordsOfGroups([group(2), group(1), group(0)])).toBe('3 groups, 2 open');
});
