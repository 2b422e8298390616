import { expect, test } from 'vitest';
import { descriptionOf, toldOf } from '#renderer/parts/job-actions/run-job-words.ts';

const ready = { id: 'k7fq-1', job: 'backup', state: 'ready' } as const;

test('nobody is told that the run of a paused job runs', () => {
  expect(toldOf(ready, false, true)).toBe('A run of backup waits until the job is resumed');
  expect(toldOf(ready, false, false)).toBe('backup runs by hand');
});

test('of a paused job it is not said that its triggers go on', () => {
  expect(descriptionOf({ triggers: [] }, true)).toBe(
    'A run by hand. It waits until the job is resumed.',
  );
});
