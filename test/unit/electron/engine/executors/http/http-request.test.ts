import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttemptRequest } from '#engine/core/executor.ts';
import { parseHttpRequest } from '#engine/executors/http/http-request.ts';
import { anAttemptRequest } from '#test/support/attempt-request.ts';

function sent(unusual: Partial<AttemptRequest>) {
  const request = anAttemptRequest({ target: 'https://crm.local/orders', ...unusual });
  return parseHttpRequest(request, 'nightdesk/1.2.3')!;
}

describe('the input of a GET', () => {
  test('is its query', () => {
    const { url, body } = sent({ input: { text: 'a b&c', count: 1.5, isOpen: true, note: null } });
    expect(url.href).toBe('https://crm.local/orders?text=a%20b%26c&count=1.5&isOpen=true&note=');
    expect(body).toBeNull();
  });

  test('follows the query that the target has, which stays as it was written', () => {
    const target = 'https://crm.local/orders?q=a+b%2c%20c#top';
    expect(sent({ target, input: { page: 2 } }).url.href).toBe(
      'https://crm.local/orders?q=a+b%2c%20c&page=2',
    );
    expect(sent({ target }).url.href).toBe('https://crm.local/orders?q=a+b%2c%20c');
  });

  test('shows lists and objects as JSON', () => {
    const { url } = sent({ input: { ids: [1, 'b'], range: { from: null } } });
    expect([...url.searchParams]).toEqual([
      ['ids', '[1,"b"]'],
      ['range', '{"from":null}'],
    ]);
  });

  test('leaves out what the target already says', () => {
    const { url } = sent({ input: { id: 42, page: 2 }, inputInTarget: ['id'] });
    expect(url.search).toBe('?page=2');
  });

  test('reaches the receiver unchanged, whatever the text', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string()), (input) => {
        expect([...sent({ input }).url.searchParams]).toEqual(Object.entries(input));
      }),
    );
  });

  test('may hold half a character without breaking the request', () => {
    expect(sent({ input: { text: '\ud800' } }).url.search).toBe('?text=%EF%BF%BD');
  });
});

describe('the input of a POST', () => {
  test('is its JSON body, without what the target already says', () => {
    const { url, body, headers } = sent({
      method: 'POST',
      target: 'https://crm.local/orders/42/expire?notify=1',
      input: { id: 42, reason: 'unpaid' },
      inputInTarget: ['id'],
    });
    expect(url.href).toBe('https://crm.local/orders/42/expire?notify=1');
    expect(body).toBe('{"reason":"unpaid"}');
    expect(headers['content-type']).toBe('application/json');
  });

  test('is an empty object where nothing is left of it', () => {
    expect(sent({ method: 'POST' }).body).toBe('{}');
  });

  test('may be called something more special than JSON', () => {
    const headers = { 'Content-Type': 'application/merge-patch+json' };
    expect(sent({ method: 'POST', headers }).headers['content-type']).toBe(
      'application/merge-patch+json',
    );
  });
});

describe('the headers', () => {
  test('say who asks, for which run, and under what circumstances', () => {
    const { headers } = sent({
      attemptNumber: 3,
      origin: 'catch_up',
      nominalAt: Date.UTC(2027, 2, 28, 1),
      lateByMs: 60_000,
      coalescedCount: 2,
    });
    expect(headers).toEqual({
      accept: '*/*',
      'user-agent': 'nightdesk/1.2.3',
      'idempotency-key': 'key-1',
      'nightdesk-run-id': 'run-1',
      'nightdesk-attempt': '3',
      'nightdesk-origin': 'catch_up',
      'nightdesk-nominal-time': '2027-03-28T01:00:00.000Z',
      'nightdesk-late-by-ms': '60000',
      'nightdesk-coalesced-count': '2',
    });
  });

  test('name no nominal time where there was none', () => {
    expect(sent({ nominalAt: null }).headers).not.toHaveProperty('nightdesk-nominal-time');
  });

  test('that a job sets win, but for the idempotency key and the circumstances', () => {
    const { headers } = sent({
      headers: {
        'USER-AGENT': 'mine',
        Accept: 'text/csv',
        'X-Shelf': '7',
        'Idempotency-KEY': 'mine',
        'Nightdesk-Run-Id': 'mine',
      },
    });
    expect(headers).toMatchObject({
      'user-agent': 'mine',
      accept: 'text/csv',
      'x-shelf': '7',
      'idempotency-key': 'key-1',
      'nightdesk-run-id': 'run-1',
    });
  });
});

test('the length of the body is never the job’s to say', () => {
  const headers = { 'Content-Length': '7' };
  expect(sent({ method: 'POST', headers }).headers).not.toHaveProperty('content-length');
});

describe('user and password in the target', () => {
  test('travel as a header, not in the URL', () => {
    const { url, headers } = sent({ target: 'https://ada:love%40lace@crm.local/' });
    expect(url.href).toBe('https://crm.local/');
    expect(headers['authorization']).toBe(`Basic ${btoa('ada:love@lace')}`);
  });

  test('may hold a bare percent sign', () => {
    const { headers } = sent({ target: 'https://ada:100%@crm.local/' });
    expect(headers['authorization']).toBe(`Basic ${btoa('ada:100%')}`);
  });

  test('give way to a header that the job sets', () => {
    const headers = { Authorization: 'Bearer t' };
    expect(sent({ target: 'https://ada@crm.local/', headers }).headers['authorization']).toBe(
      'Bearer t',
    );
  });
});

test.each([
  '',
  'crm.local',
  '/orders',
  'https://',
  'https://crm local/',
  'ftp://crm.local/',
  'http://h:99999',
])('the target "%s" cannot be sent to', (target) => {
  expect(parseHttpRequest(anAttemptRequest({ target }), 'nightdesk/1.2.3')).toBeNull();
});

test('no target and no input makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.webUrl(), fc.boolean(), (text, url, isUrl) => {
      parseHttpRequest(anAttemptRequest({ target: isUrl ? url + text : text }), 'nightdesk/1.2.3');
    }),
  );
});
