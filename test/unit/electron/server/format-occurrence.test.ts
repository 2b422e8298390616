import { expect, test } from 'vitest';
import { formatSkipReason, formatTriggerKey } from '#server/format-occurrence.ts';

test.each([
  ['interval:10000@created', 'every 10s'],
  ['cron:30 2 * * *@Europe/Berlin+next_valid+first', 'cron 30 2 * * *'],
  ['at:2027-03-01T08:00@Europe/Berlin', 'at 2027-03-01T08:00'],
  ['nightly', 'nightly'],
])('the trigger %s is called %s', (key, name) => {
  expect(formatTriggerKey(key)).toBe(name);
});

test('why there is no run is told in words, whatever the engine calls it', () => {
  expect(formatSkipReason('job_paused')).toBe('the job was paused');
  expect(formatSkipReason('the input lacks "customer"')).toBe('the input lacks "customer"');
});
