import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMessagePattern } from '#shared/domain/message-pattern.ts';

/** What machines write into messages, of which any two are the same failure. */
const VARYING = {
  number: fc.nat().map(String),
  'decimal number': fc.tuple(fc.nat(), fc.nat()).map(([one, other]) => `${one}.${other}`),
  uuid: fc.uuid(),
  'IPv4 address': fc.ipV4(),
  'address with a port': fc.tuple(fc.ipV4(), fc.nat(65_535)).map((parts) => parts.join(':')),
  'number by 0x': fc.stringMatching(/^0x[0-9a-f]{1,16}$/),
  hash: fc.stringMatching(/^[0-9a-f]{8,40}$/),
  'hash of letters alone': fc.stringMatching(/^[a-f]{8,40}$/),
  'instant by ISO 8601': anInstant().map((date) => date.toISOString()),
  'instant by HTTP': anInstant().map((date) => date.toUTCString()),
  'instant of a log': anInstant().map((date) => {
    const [, day = '', month = '', , clock = ''] = date.toUTCString().split(' ');
    return `${month} ${day} ${clock}`;
  }),
  'path in a Unix system': aPath('/'),
  'path in the home folder': aPath('/').map((path) => `~${path}`),
  'path in Windows': aPath('\\').map((path) => `C:${path}`),
  'quoted value': fc.stringMatching(/^[^"\r\n]{0,20}$/).map((text) => `"${text}"`),
  'value in single quotes': fc.stringMatching(/^[a-z ]{0,20}$/).map((text) => `'${text}'`),
  'mail address': fc
    .tuple(aWord(), aWord(), fc.constantFrom('org', 'de', 'co.uk'))
    .map(([who, host, end]) => `${who}@${host}.${end}`),
} as const;

describe('whatever varies from one failure to the next leaves the pattern alone', () => {
  test.each(Object.entries(VARYING))('a %s', (_name, values) => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const [a, b] = [one, other].map((value) => toMessagePattern(`order ${value} was refused`));
        expect(a).toBe(b);
      }),
    );
  });

  test('several of them in one message', () => {
    const kinds = fc.shuffledSubarray(Object.values(VARYING), { minLength: 2, maxLength: 4 });
    const pair = kinds.chain((some) => {
      const all = fc.tuple(...some);
      return fc.tuple(all, all);
    });
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [a, b] = [one, other].map((values) =>
          toMessagePattern(`no ${values.join(' and ')}, sorry`),
        );
        expect(a).toBe(b);
      }),
    );
  });
});

describe('a status of HTTP is never taken out', () => {
  const status = fc.integer({ min: 100, max: 599 });
  const told = [
    (code: number) => `HTTP ${code} from shop.local`,
    (code: number) => `HTTP/1.1 ${code}`,
    (code: number) => `HTTP status code: ${code}`,
    (code: number) => `Request failed with status code ${code}`,
    (code: number) => `{"status":${code}}`,
    (code: number) => `curl: (22) The requested URL returned error: ${code}`,
    (code: number) => `${code} Not Found`,
    (code: number) => `it said "${code} Service Unavailable"`,
    (code: number) => `ERROR ${code}: Internal Server Error`,
  ];

  test.each(told.map((tell) => [tell(404), tell] as const))('%s', (_example, tell) => {
    fc.assert(
      fc.property(status, status, (one, other) => {
        const isSame = toMessagePattern(tell(one)) === toMessagePattern(tell(other));
        expect(isSame).toBe(one === other);
      }),
    );
  });

  test('a number that is none is taken out, though it looks like one', () => {
    expect(toMessagePattern('500 records skipped')).toBe(toMessagePattern('404 records skipped'));
    expect(toMessagePattern('exit code 3')).toBe(toMessagePattern('exit code 4'));
  });

  test('whatever is left has no digit but those of a status', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (message) => {
        expect(toMessagePattern(message)).not.toMatch(/\d/);
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
    ['date: Wed, 25 Nov 2026 04:01:10 GMT', 'date: <time>'],
    ['[25/Nov/2026:04:01:10 +0000] no', '[<time>] no'],
    ['commit 9fceb02d0ae5 not found', 'commit <id> not found'],
    ['commit deadbeef not found', 'commit <id> not found'],
    ['a faded facade was defaced', 'a faded facade was defaced'],
    ['segfault at 0x7ffd', 'segfault at <id>'],
    ['run 01HZX3YQ8T is gone', 'run <id> is gone'],
    ['open /tmp/build-x7Gh2k/out.log', 'open <path>'],
    ['open /srv/orders/out.log: no such file', 'open <path>: no such file'],
    ['open C:\\jobs\\run42\\out.log', 'open <path>'],
    ['src/main.ts is broken', '<path> is broken'],
    ['text/html and/or I/O', 'text/html and/or I/O'],
    ['GET https://crm.local/orders/7?full=yes', 'GET https://crm.local<path>'],
    ['no row with key "order 42"', 'no row with key <text>'],
    ["no table named 'orders'", 'no table named <text>'],
    ["can't find order 42 in 'shelf'", "can't find order <id> in <text>"],
    ['ada@example.org bounced', '<mail> bounced'],
    ['422 Unprocessable Entity: no', '422 Unprocessable Entity: no'],
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

function anInstant(): fc.Arbitrary<Date> {
  return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) });
}

function aWord(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[a-z]{1,10}$/);
}

function aPath(separator: string): fc.Arbitrary<string> {
  return fc
    .array(fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}[a-z]$/), { minLength: 1, maxLength: 5 })
    .map((parts) => separator + parts.join(separator));
}
