import { expect, test } from 'vitest';
import type { Job } from '#shared/contract/job-schema.ts';
import type { JobPurpose } from '#renderer/parts/job-actions/job-choice.ts';
import { JOB_CHOICES } from '#renderer/parts/job-actions/job-choice.ts';

const job = (name: string, paused: Job['paused']): Job => ({
  ...{ name, effect: '', method: 'GET', target: 'exec:node', revision: 1, createdAt: 0 },
  ...{ revisedAt: 0, paused, triggers: [], nextAt: null, lastRun: null, definition: {} },
});
const jobs = [job('going', null), job('resting', { at: 0, reason: null, by: 'ada', until: null })];
const choosable = (purpose: JobPurpose) =>
  jobs.filter(JOB_CHOICES[purpose].mayChoose).map(({ name }) => name);

test('any job may be run, one that goes on be paused, and one that is paused be resumed', () => {
  expect(choosable('run')).toEqual(['going', 'resting']);
  expect(choosable('pause')).toEqual(['going']);
  expect(choosable('resume')).toEqual(['resting']);
});
