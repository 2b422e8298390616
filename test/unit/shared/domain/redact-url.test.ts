import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactUrl } from '#shared/domain/redact-url.ts';
import { isSecretName } from '#shared/domain/secret-name.ts';

describe('a URL that is shown', () => {
  test.each([
    ['https://crm.local/orders/42?page=2#top', 'https://crm.local/orders/42?page=2#top'],
    ['https://ada:lovelace@crm.local/', 'https://***@crm.local/'],
    ['https://ada@crm.local/', 'https://***@crm.local/'],
    ['https://ada:love@lace@crm.local/', 'https://***@crm.local/'],
    ['https://crm.local/@ada/notes?at=a@b', 'https://crm.local/@ada/notes?at=a@b'],
    ['https://crm.local:8080/@ada', 'https://crm.local:8080/@ada'],
    ['https://[::1]:8080/a:b@c', 'https://[::1]:8080/a:b@c'],
    ['https:\\\\ada:lovelace@crm.local', 'https:\\\\***@crm.local'],
    ['https:/ada:lovelace@crm.local', 'https:/***@crm.local'],
    ['//ada:lovelace@crm.local', '//***@crm.local'],
    ['https://ada:love/lace@crm.local', 'https://***@crm.local'],
    ['https://ada:love?lace@crm.local', 'https://***@crm.local'],
    ['postgres://ada:lovelace@db/orders', 'postgres://***@db/orders'],
    ['/a?token=x&b=1&token=y#t', '/a?token=***&b=1&token=***#t'],
    ['/a?access_token=x', '/a?access_token=***'],
    ['/a?X-Amz-Signature=x&X-Amz-Date=1', '/a?X-Amz-Signature=***&X-Amz-Date=1'],
    ['/a?api%5Fkey=x', '/a?api%5Fkey=***'],
    ['/a?%74oken=x', '/a?%74oken=***'],
    ['/a?user[password]=x', '/a?user[password]=***'],
    ['/a?sv=1&sig=x%3D', '/a?sv=1&sig=***'],
    ['/a?token=x?y=z;w=v', '/a?token=***'],
    ['/a?b=1;token=x', '/a?b=1;token=***'],
    ['/a#access_token=x&state=1', '/a#access_token=***&state=1'],
    ['/a?%=1&token%=x', '/a?%=1&token%=***'],
    [
      '/{{input.path}}?id={{input.id}}&token={{input.t}}',
      '/{{input.path}}?id={{input.id}}&token=***',
    ],
    ['exec:reindex@2', 'exec:reindex@2'],
    ['', ''],
  ])('%s reads %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });

  test('of any URL that has a user and a password, neither is shown', () => {
    const scheme = fc.constantFrom(
      'https://',
      'http://',
      'HTTPS:/',
      'https:',
      'http:\\\\',
      ' https://',
    );
    const secret = fc
      .stringMatching(/^[\w!$%^*()+=:;,.@~-]{3,20}$/)
      .map((text) => `\u00a7${text}\u00a7`);
    fc.assert(
      fc.property(scheme, secret, secret, fc.webPath(), (start, user, password, path) => {
        const shown = redactUrl(`${start}${user}:${password}@crm.local${path}`);
        expect(shown).toContain('crm.local');
        expect(shown).not.toContain('\u00a7');
      }),
    );
  });

  test('of any parameter with the name of a secret, the value is not shown', () => {
    const name = fc.constantFrom(
      'token',
      'Password',
      'client_secret',
      'api-key',
      'apiKey',
      'signature',
    );
    const value = fc.stringMatching(/^[^&#\u00a7]{0,20}$/).map((text) => `\u00a7${text}\u00a7`);
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), name, value, (url, key, secret) => {
        const start = url.includes('?') ? '&' : '?';
        const shown = redactUrl(`${url}${start}${key}=${secret}&page=2`);
        expect(shown).not.toContain('\u00a7');
        expect(shown).toMatch(/&page=2$/);
      }),
    );
  });

  test('no text makes it throw, and showing it twice changes nothing more', () => {
    const piece = fc.constantFrom(
      'http',
      's',
      ':',
      '/',
      '\\',
      '?',
      '#',
      '&',
      ';',
      '=',
      '@',
      '%',
      '[',
      ']',
    );
    const text = fc.oneof(
      piece,
      fc.string({ maxLength: 3 }),
      fc.constantFrom('token', 'a', '1', '\n'),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (pieces) => {
        const shown = redactUrl(pieces.join(''));
        expect(redactUrl(shown)).toBe(shown);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a name that looks like that of a secret', () => {
  test.each([
    'token',
    'X-Auth-Token',
    'Authorization',
    'Proxy-Authorization',
    'Set-Cookie',
    'x-api-key',
    'apikey',
    'ApiKey',
    'aws_secret_access_key',
    'passphrase',
    'pwd',
    'db_pass',
    'sig',
    'jwt',
  ])('%s is one', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each(['page', 'design', 'compass', 'author', 'key', 'content-type', 'sort', 'siding'])(
    '%s is none',
    (name) => {
      expect(isSecretName(name)).toBe(false);
    },
  );
});
