import { expect, test } from 'vitest';
import { refusal, runInProcess } from '#test/support/recording-terminal.ts';

async function nextTimes(expression: string, ...options: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await runInProcess(['next', expression, ...options, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const inBerlin = (from: string, count: number) =>
  ['--zone', 'Europe/Berlin', '--from', from, '--count', String(count)] as const;

test.each([
  ['30 2 * * *', '2027-03-28T00:00Z', ['2027-03-28T01:00:00Z']],
  ['30 2 * * *', '2027-10-31T00:00Z', ['2027-10-31T00:30:00Z']],
  ['0,30 2 * * *', '2027-03-28T00:00Z', ['2027-03-28T01:00:00Z', '2027-03-29T00:00:00Z']],
  [
    '*/30 * * * *',
    '2027-10-31T00:10:00Z',
    ['00:30', '01:00', '01:30', '02:00'].map((time) => `2027-10-31T${time}:00Z`),
  ],
])('%s in Berlin after %s', async (expression, from, times) => {
  expect(await nextTimes(expression, ...inBerlin(from, times.length))).toEqual(times);
});

test('times come after the instant, the instant itself is left out', async () => {
  const options = ['--zone', 'UTC', '--from', '2027-01-01T00:00Z', '--count', '1'];
  expect(await nextTimes('0 0 * * *', ...options)).toEqual(['2027-01-02T00:00:00Z']);
});

test('five times are listed unless another number is given', async () => {
  expect(await nextTimes('0 0 * * *')).toHaveLength(5);
});

test('an instant without an offset is local time of the zone; times are shown in both', async () => {
  const { stdout } = await runInProcess(['next', '30 2 * * *', ...inBerlin('2027-03-27T12:00', 1)]);
  expect(stdout).toBe(
    'DAY  Europe/Berlin           UTC\nSun  2027-03-28 03:00+02:00  2027-03-28T01:00:00Z\n',
  );
});

test('the rules for gap and fold are followed', async () => {
  const spring = inBerlin('2027-03-28T00:00Z', 1);
  expect(await nextTimes('30 2 * * *', ...spring, '--gap', 'skip')).toEqual([
    '2027-03-29T00:30:00Z',
  ]);
  expect(await nextTimes('30 2 * * *', ...spring, '--gap', 'shift')).toEqual([
    '2027-03-28T01:30:00Z',
  ]);
  const autumn = inBerlin('2027-10-31T00:00Z', 2);
  const both = ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'];
  expect(await nextTimes('30 2 * * *', ...autumn, '--fold', 'both')).toEqual(both);
});

test('what is excluded is left out, and said', async () => {
  const weekend = [...inBerlin('2027-01-01T13:00', 2), '--exclude', 'sat-sun'];
  const { stdout } = await runInProcess(['next', '0 12 * * *', ...weekend]);
  expect(stdout).toContain('Mon  2027-01-04');
  expect(stdout).toContain('Excluded: 2027-01-02 12:00 to 2027-01-03 12:00 (sat-sun)');
});

test('an exclusion that leaves nothing, or is none, is refused', async () => {
  const { stderr } = await runInProcess(['next', '0 9 * * SAT', '--exclude', 'sat']);
  expect(stderr).toContain('nothing is left: every time it would fire at falls into sat');
  const { stderr: none } = await runInProcess(['next', '0 9 * * SAT', '--exclude', 'x']);
  expect(none).toContain('--exclude "x" leaves out nothing that can be understood');
});

test('that both day fields are set is said', async () => {
  const { stdout } = await runInProcess(['next', '0 0 1 * MON']);
  expect(stdout).toContain('Both day fields are set: a day matches when either of them does');
  const { stdout: plain } = await runInProcess(['next', '0 0 1 * *']);
  expect(plain).not.toContain('Both day fields');
});

test.each([
  [['61 * * * *'], '"61 * * * *" is not a cron expression: minute must be 0–59, not 61'],
  [['0 0 30 2 *'], '"0 0 30 2 *" can never fire: day of month 30 does not exist in month 2'],
  [
    ['0 0 * * *', '--zone', 'Europe/Berlni'],
    '"Europe/Berlni" is not a time zone: write an IANA name such as Europe/Berlin',
  ],
  [
    ['0 0 * * *', '--from', 'tomorrow'],
    '"tomorrow" is not a local time: write it like 2027-03-28T02:30',
  ],
])('%j is refused', async (args, sentence) => {
  expect(await runInProcess(['next', ...args])).toEqual(refusal(sentence));
});
