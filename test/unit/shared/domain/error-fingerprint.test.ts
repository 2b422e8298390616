import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorFingerprint } from '#shared/domain/error-fingerprint.ts';

const failure = { jobName: 'reindex', failureClass: 'error', message: 'disk full' } as const;

test('the same failure always has the same fingerprint, across releases', () => {
  expect(errorFingerprint(failure)).toBe('2xvf681ju7b38');
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

test('a request that was answered with 500 is another failure than one that was answered with 404', () => {
  const answered = (status: number) =>
    errorFingerprint({ ...failure, failureClass: 'exit:22', message: `HTTP ${status} from shop` });
  expect(answered(500)).not.toBe(answered(404));
  expect(answered(500)).toBe(answered(500));
});

test('a fingerprint is 13 digits and lower-case letters, whatever the failure says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (message, jobName) => {
      const fingerprint = errorFingerprint({ ...failure, jobName, message });
      expect(fingerprint).toMatch(/^2[0-9a-z]{12}$/);
    }),
  );
});
