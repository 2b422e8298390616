import { describe, expect, test } from 'vitest';
import { parseCronExpression } from '#shared/domain/cron-expression.ts';
import { Refusal } from '#shared/domain/refusal.ts';

function refusalOf(text: string): string {
  try {
    parseCronExpression(text);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid_input') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('what is accepted', () => {
  test('spellings of one expression have one canonical text', () => {
    expect(parseCronExpression('  0  9\t* jan  mon-fri ').text).toBe('0 9 * JAN MON-FRI');
  });

  test('six fields have seconds first', () => {
    expect(parseCronExpression('*/10 * * * * *').text).toBe('*/10 * * * * *');
  });

  test.each([
    ['@hourly', '0 * * * *'],
    ['@daily', '0 0 * * *'],
    ['@midnight', '0 0 * * *'],
    ['@weekly', '0 0 * * 0'],
    ['@monthly', '0 0 1 * *'],
    ['@yearly', '0 0 1 1 *'],
    ['@Annually', '0 0 1 1 *'],
  ])('the nickname %s stands for %s', (nickname, text) => {
    expect(parseCronExpression(nickname).text).toBe(text);
  });

  test.each([
    '0 0 L * *',
    '0 0 LW * *',
    '0 0 15W * *',
    '0 0 * * FRI#2',
    '0 0 * * 5L',
    '0 0 * * SAT-SUN',
    '0 0 * * 7',
    '1-5,10-20/3 * * * *',
    '0 0 ? * MON',
    '0 0 29 2 *',
    '0 0 30 2 1',
  ])('%s is a cron expression', (text) => {
    expect(parseCronExpression(text).text).toBe(text);
  });
});

describe('what an expression tells about itself', () => {
  test.each([
    ['*/30 * * * *', true],
    ['0 */2 * * *', true],
    ['0 1,*/4 * * *', true],
    ['0 30 ? * * *', true],
    ['@hourly', true],
    ['* 2 * * *', false],
    ['* * 2 * * *', false],
    ['0 0-23 * * *', false],
    ['@daily', false],
  ])('an hour field with * follows real time: %s, %s', (text, followsRealTime) => {
    expect(parseCronExpression(text).followsRealTime).toBe(followsRealTime);
  });

  test.each([
    ['0 0 1 * MON', true],
    ['0 0 0 1 * MON', true],
    ['0 0 1 * *', false],
    ['0 0 * * MON', false],
    ['0 0 ? * MON', false],
  ])('with both day fields set, a day matches either: %s, %s', (text, matchesEither) => {
    expect(parseCronExpression(text).matchesEitherDayField).toBe(matchesEither);
  });
});

describe('the sentence of a refusal names the field at fault', () => {
  test.each([
    ['61 * * * *', 'minute must be 0–59, not 61'],
    ['60 0 0 * * *', 'second must be 0–59, not 60'],
    ['0 24 * * *', 'hour must be 0–23, not 24'],
    ['0 5-30 * * *', 'hour must be 0–23, not 30'],
    ['0 0 0 * *', 'day of month must be 1–31, not 0'],
    ['0 0 * 13 *', 'month must be 1–12, not 13'],
    ['0 0 * * 1,8', 'day of week must be 0–7, not 8'],
    ['0 22-4 * * *', 'hour range 22-4 runs backwards, write it as two ranges'],
    ['0 0 * DEC-JAN *', 'month range DEC-JAN runs backwards, write it as two ranges'],
    ['5/15 * * * *', 'minute step needs a range, write 5-59/15 instead of 5/15'],
    ['*/0 * * * *', 'minute step must be 1–60, not 0'],
    ['0 0 * */13 *', 'month step must be 1–12, not 13'],
    ['1,,2 * * * *', 'minute has an empty entry in "1,,2"'],
    ['0 ** * * *', 'hour cannot be "**"'],
    ['0 L * * *', 'hour cannot be "L"'],
    ['0 0 L-3 * *', 'day of month cannot be "L-3"'],
    ['0 0 * FOO *', 'month cannot be "FOO"'],
    ['0 0 * * MON#6', 'day of week cannot be "MON#6"'],
    ['0 0 1 * +MON', 'day of week cannot be "+MON"'],
    ['12:00 * * * *', 'minute cannot be "12:00"'],
    ['0 0 * * * * 2027', 'a seventh field for the year is not supported'],
  ])('%s: %s', (text, fault) => {
    expect(refusalOf(text)).toBe(`"${text}" is not a cron expression: ${fault}`);
  });

  test.each(['', '* * * *', '* * * * * * * *', 'hello'])(
    '"%s" has the wrong number of fields',
    (text) => {
      expect(refusalOf(text)).toContain('it needs five fields');
    },
  );

  test('an unknown nickname is answered with the known ones', () => {
    expect(refusalOf('@reboot')).toContain('the nicknames are @hourly, @daily');
  });

  test('an expression longer than 256 characters is refused unread', () => {
    expect(refusalOf(`${'0,'.repeat(200)}0 * * * *`)).toBe(
      'a cron expression has at most 256 characters, not 409',
    );
  });
});

test.each([
  ['0 0 30 2 *', '30', '2'],
  ['0 0 31 2,4,6,9,11 *', '31', '2,4,6,9,11'],
  ['0 0 31W feb *', '31W', 'FEB'],
  ['* * * 30,31 2 *', '30,31', '2'],
])('%s can never fire, and is refused with the reason', (text, day, month) => {
  expect(refusalOf(text)).toBe(
    `"${text}" can never fire: day of month ${day} does not exist in month ${month}`,
  );
});
