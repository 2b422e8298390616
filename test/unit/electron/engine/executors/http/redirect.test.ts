import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '#engine/executors/http/http-request.ts';
import { decideRedirect } from '#engine/executors/http/redirect.ts';

function redirected(
  location: string | undefined,
  unusual: { status?: number; method?: HttpRequest['method']; redirectCount?: number } = {},
) {
  const { status = 302, method = 'GET', redirectCount = 0 } = unusual;
  const request: HttpRequest = {
    method,
    url: new URL('https://crm.local/orders/42?page=2'),
    headers: { authorization: 'a', cookie: 'c', 'x-api-key': 'k', host: 'crm', accept: '*/*' },
    body: null,
  };
  const headers = location === undefined ? {} : { location };
  return decideRedirect(request, { status, reason: '', headers }, redirectCount);
}

describe('a GET', () => {
  test.each([301, 302, 303, 307, 308])('follows a %d', (status) => {
    expect(redirected('/', { status })).toMatchObject({ kind: 'follow' });
  });

  test.each([200, 300, 304, 305, 404])('stays where it is at a %d', (status) => {
    expect(redirected('/', { status })).toEqual({ kind: 'none' });
  });

  test('stays where it is when it is not told where to go', () => {
    expect(redirected(undefined)).toEqual({ kind: 'none' });
  });

  test.each([
    ['43?a=b#top', 'https://crm.local/orders/43?a=b'],
    ['//crm2.local/x', 'https://crm2.local/x'],
    ['http://crm.local/x', 'http://crm.local/x'],
  ])('that is sent to "%s" goes to %s', (location, href) => {
    expect(redirected(location)).toMatchObject({ request: { url: { href }, method: 'GET' } });
  });

  test.each(['ftp://crm.local/x', 'file:///etc/passwd', 'https://', 'javascript:0'])(
    'does not follow to "%s"',
    (location) => {
      expect(redirected(location)).toEqual({
        kind: 'refuse',
        reason: `it points to ${location}, which is no web address`,
      });
    },
  );

  test('follows five times and no more', () => {
    expect(redirected('/x', { redirectCount: 4 })).toMatchObject({ kind: 'follow' });
    expect(redirected('/x?token=t', { redirectCount: 5 })).toEqual({
      kind: 'refuse',
      reason: 'this is redirect 6, and would lead to /x?token=***',
    });
  });

  test('keeps its credentials within the origin', () => {
    expect(redirected('/x')).toMatchObject({
      request: { headers: { authorization: 'a', cookie: 'c', 'x-api-key': 'k', host: 'crm' } },
    });
  });

  test.each(['https://crm2.local/', 'http://crm.local/', 'https://crm.local:8443/'])(
    'tells %s, another origin, none of its credentials',
    (location) => {
      expect(redirected(location)).toHaveProperty('request.headers', { accept: '*/*' });
    },
  );
});

test('a POST follows nowhere, and says where it was sent to', () => {
  expect(redirected('https://ada:l@crm.local/x', { method: 'POST', status: 307 })).toEqual({
    kind: 'refuse',
    reason: 'a POST does not follow to https://***@crm.local/x',
  });
});
