import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorFingerprint, toMessagePattern } from '#shared/domain/error-fingerprint.ts';

const failure = { jobName: 'reindex', failureClass: 'error', message: 'disk full' } as const;

describe('what makes two failures the same', () => {
  test('the same failure always has the same fingerprint, across releases', () => {
    expect(errorFingerprint(failure)).toBe('1xvf681ju7b38');
  });

  test('another job, another class or another message is another failure', () => {
    const fingerprints = [
      errorFingerprint(failure),
      errorFingerprint({ ...failure, jobName: 'report' }),
      errorFingerprint({ ...failure, failureClass: 'exit:1' }),
      errorFingerprint({ ...failure, message: 'disk gone' }),
    ];
    expect(new Set(fingerprints).size).toBe(4);
  });

  test('a fingerprint is 13 digits and lower-case letters, whatever the failure says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (message, jobName) => {
        const fingerprint = errorFingerprint({ ...failure, jobName, message });
        expect(fingerprint).toMatch(/^1[0-9a-z]{12}$/);
      }),
    );
  });

  test('no number, wherever it stands, tells two failures apart', () => {
    fc.assert(
      fc.property(fc.string(), (message) => {
        expect(toMessagePattern(message)).not.toMatch(/\d/);
      }),
    );
  });

  test('whatever varies from one failure to the next leaves the fingerprint alone', () => {
    const hex = fc.stringMatching(/^0x[0-9a-f]{1,16}$/);
    const variable = [
      fc.nat().map(String),
      fc.uuid(),
      fc.ipV4(),
      hex,
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map(toIso),
    ];
    const pairs = variable.map((values) => fc.tuple(values, values));
    fc.assert(
      fc.property(fc.oneof(...pairs), ([one, other]) => {
        expect(toMessagePattern(`order ${one} was refused`)).toBe(
          toMessagePattern(`order ${other} was refused`),
        );
      }),
    );
  });
});

describe('the pattern of a message', () => {
  test.each([
    ['took 1.5 s, allowed 300 ms', 'took <duration>, allowed <duration>'],
    ['took 12 seconds', 'took <duration>'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED <address>'],
    ['connect ECONNREFUSED ::1:5432', 'connect ECONNREFUSED <address>'],
    ['connect to [fe80::1]:8080 failed', 'connect to <address> failed'],
    ['at 2027-03-28T01:00:00.123Z nothing', 'at <time> nothing'],
    ['at 2027-03-28 01:00:00 +02:00 nothing', 'at <time> nothing'],
    ['at 01:00:00 nothing', 'at <time> nothing'],
    ['commit 9fceb02d0ae5 not found', 'commit <hex> not found'],
    ['segfault at 0x7ffd', 'segfault at <hex>'],
    ['run 01HZX3YQ8T is gone', 'run <id> is gone'],
    ['open /tmp/build-x7Gh2k/out.log', 'open /tmp/<part>/out.log'],
    ['open C:\\jobs\\run42\\out.log', 'open C:\\jobs\\<part>\\out.log'],
    ['no row with key "order 42"', 'no row with key <text>'],
    ["no table named 'orders'", "no table named 'orders'"],
    ["can't find order 42 in 'shelf'", "can't find order <n> in 'shelf'"],
    ['  spread \t out\nsecond line 2', 'spread out'],
    ['\n\n  the first line that says anything\nmore', 'the first line that says anything'],
    ['\u001b[31mError:\u001b[0m no', 'Error: no'],
    ['', ''],
  ])('of %j is %j', (message, pattern) => {
    expect(toMessagePattern(message)).toBe(pattern);
  });

  test('a long hostile message is cut, and what varies does not move the cut', () => {
    const long = (id: string) => toMessagePattern(`id ${id} `.repeat(10) + 'x'.repeat(100_000));
    expect(long('1')).toHaveLength(300);
    expect(long('1')).toBe(long('123456'));
  });
});

function toIso(date: Date): string {
  return date.toISOString();
}
