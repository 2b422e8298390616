import { expect, test } from 'vitest';
import { matchText } from '#renderer/lib/match-text.ts';

test('what begins with the typed text comes before what holds it, and that before what is only about it', () => {
  expect(matchText('mail-health', 'mail')).toBeGreaterThan(matchText('send-mail', 'mail'));
  expect(matchText('send-mail', 'mail')).toBeGreaterThan(matchText('remind', 'mail', ['/mails']));
  expect(matchText('remind', 'mail', ['/mails'])).toBeGreaterThan(0);
});

test('letters that are only strewn over the words do not count', () => {
  expect(matchText('make-daily-list', 'mail', ['builds a list'])).toBe(0);
});

test('words are found in any order, whatever the case of their letters', () => {
  expect(matchText('run.retry', 'RUN again', ['Retry this run', 'again'])).toBeGreaterThan(0);
});
