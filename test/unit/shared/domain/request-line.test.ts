import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JobDefinition } from '#shared/domain/job.ts';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { renderRequest } from '#shared/domain/request-line.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { anyText } from '#test/support/any-text.ts';

function aJob(fields: object): JobDefinition {
  const raw = { name: 'a', method: 'GET', target: 'https://host/path', ...fields };
  const parsed = parseJobDefinition(raw, { defaultZone: 'UTC', place: '' });
  if (parsed.kind === 'definition') return parsed.definition;
  throw new Error(JSON.stringify(parsed.problems));
}

describe('a run reads like a request', () => {
  const expire = 'https://crm.local/orders/{{input.order}}/expire';
  const script = 'set -e\n# comment\necho hello';
  test.each<readonly [string, object, JsonObject]>([
    ['GET https://host/path', {}, {}],
    ['GET https://host/path?index=orders', {}, { index: 'orders' }],
    ['GET https://host/p?a=1&b=', { target: 'https://host/p?a=1' }, { b: null }],
    ['GET https://host/path?q=a%20%26%20b&list=%5B1%5D', {}, { q: 'a & b', list: [1] }],
    [
      'POST https://crm.local/orders/42/expire {"reason":"unpaid"}',
      { method: 'POST', target: expire },
      { order: 42, reason: 'unpaid' },
    ],
    ['POST https://crm.local/orders/42/expire', { method: 'POST', target: expire }, { order: 42 }],
    [
      'GET exec:node scripts/reindex.mjs?index=orders',
      { target: 'exec:node', args: ['scripts/reindex.mjs'] },
      { index: 'orders' },
    ],
    [
      'POST exec:pay --now {"order":42}',
      { method: 'POST', target: 'exec:pay', args: ['--now'] },
      { order: 42 },
    ],
    [
      String.raw`GET 'exec:/opt/My Tools/run' '' 'it'\''s' '$HOME'`,
      { target: 'exec:/opt/My Tools/run', args: ['', "it's", '$HOME'] },
      {},
    ],
    ['GET shell:bash set -e …', { target: 'shell:bash', script }, {}],
    [
      'GET shell:sh echo hello',
      { target: 'shell:sh', script: '#!/bin/sh\n\n# greets\necho hello\n' },
      {},
    ],
    ['GET shell:sh echo hello', { target: 'shell:echo hello' }, {}],
    ['POST builtin:prune {"days":7}', { method: 'POST', target: 'builtin:prune' }, { days: 7 }],
  ])('%s', (expected, fields, input) => {
    expect(renderRequest(aJob(fields), input).requestLine).toBe(expected);
  });

  test('it stays one line of at most 2,000 characters, whatever the input holds', () => {
    const job = aJob({ method: 'POST', target: 'exec:pay', args: ['a\nb'] });
    const { requestLine } = renderRequest(job, { text: 'x'.repeat(3_000) });
    expect(requestLine).toHaveLength(2_000);
    expect(requestLine).toMatch(/^POST exec:pay 'a\\nb' \{"text":"x+…$/);
  });
});

describe('secrets do not show', () => {
  test.each<readonly [string, object, JsonObject]>([
    ['GET https://***@host/?token=***&a=1', { target: 'https://ann:pw@host/?token=abc' }, { a: 1 }],
    ['GET exec:prune --days=3 A=b', { target: 'exec:prune', args: ['--days=3', 'A=b'] }, {}],
    [
      'POST exec:pay {"to":["https://***@host/"],"by":"a?token=b"}',
      { method: 'POST', target: 'exec:pay' },
      { to: ['https://ann:pw@host/'], by: 'a?token=b' },
    ],
    ['GET https://host/path?apiKey=***', {}, { apiKey: 'abc' }],
    [
      'POST exec:pay {"login":{"password":"***"}}',
      { method: 'POST', target: 'exec:pay' },
      { login: { password: 'pw' } },
    ],
    [
      "GET exec:pay --token '***' '--password=***' -H 'Authorization: ***' 'https://***@host/'",
      {
        target: 'exec:pay',
        args: [
          '--token',
          'abc',
          '--password=pw',
          '-H',
          'Authorization: Bearer x',
          'https://a:b@host/',
        ],
      },
      {},
    ],
    [
      'GET shell:sh curl -H "Authorization: ***',
      { target: 'shell:curl -H "Authorization: Bearer abc" https://host/' },
      {},
    ],
  ])('%s', (expected, fields, input) => {
    expect(renderRequest(aJob(fields), input).requestLine).toBe(expected);
  });

  test('and are sent all the same', () => {
    const job = aJob({
      target: 'https://ann:pw@host/?token={{input.token}}',
      headers: { Authorization: 'Bearer {{input.token}}' },
    });
    const { target, headers } = renderRequest(job, { token: 'abc' });
    expect(target).toBe('https://ann:pw@host/?token=abc');
    expect(headers).toEqual({ Authorization: 'Bearer abc' });
  });
});

describe('templates in a target', () => {
  const job = aJob({ target: 'https://host/orders/{{input.order.id}}?by={{input.by}}' });

  test('a value stays where it stands, and its field is not sent twice', () => {
    const rendered = renderRequest(job, { order: { id: 'a/b?c#d' }, by: 'x&y=z', more: 1 });
    expect(rendered.target).toBe('https://host/orders/a%2Fb%3Fc%23d?by=x%26y%3Dz');
    expect(rendered.inputInTarget).toEqual(['order', 'by']);
    expect(rendered.requestLine).toBe(`GET ${rendered.target}&more=1`);
  });

  test.each(['', '.', '..', null])(
    '%j cannot stand in the path: it would be another request',
    (id) => {
      const sentence = `input.order.id is ${JSON.stringify(id ?? '')}, which cannot stand in the path of the target`;
      expect(() => renderRequest(job, { order: { id }, by: 'x' })).toThrow(
        new Refusal('invalid_input', sentence, 'input.order.id'),
      );
    },
  );

  test('whatever the values are, the URL has the same shape and gives them back', () => {
    const text = anyText().filter((id) => !/^\.{0,2}$/.test(id));
    fc.assert(
      fc.property(text, text, (id, by) => {
        const url = new URL(renderRequest(job, { order: { id }, by }).target);
        expect([url.host, url.hash, url.pathname.split('/').length]).toEqual(['host', '', 3]);
        expect(decodeURIComponent(url.pathname.slice('/orders/'.length))).toBe(id);
        expect(url.searchParams.get('by')).toBe(by);
      }),
    );
  });

  test('half of a surrogate pair does no harm', () => {
    expect(renderRequest(job, { order: { id: '\ud800' }, by: '' }).target).toContain('%EF%BF%BD');
  });

  test('a header carries any value, and no second header', () => {
    const withHeader = aJob({ headers: { 'X-Note': 'note: {{input.note}}' } });
    fc.assert(
      fc.property(anyText(), (note) => {
        const value = renderRequest(withHeader, { note }).headers['X-Note']!;
        expect(value).toMatch(/^[ -~]*$/);
        expect(decodeURIComponent(value)).toBe(`note: ${note}`);
      }),
    );
  });
});

describe('effect and keys', () => {
  test('the effect is filled in, on one line', () => {
    const job = aJob({ effect: 'mails {{input.customer}}' });
    expect(renderRequest(job, { customer: 'Ann\u202e\n' }).effect).toBe(
      String.raw`mails Ann\u202e\n`,
    );
  });

  test('two keys that come to the same text are one, with the lower limit', () => {
    const concurrency = [
      { key: 'db:{{input.a}}', limit: 3 },
      { key: 'db:{{input.b}}', limit: 2 },
      { key: 'all', limit: 9 },
    ];
    const { concurrencyKeys } = renderRequest(aJob({ concurrency }), { a: 'x', b: 'x' });
    expect(concurrencyKeys).toEqual([
      { key: 'db:x', limit: 2, template: 'db:{{input.b}}' },
      { key: 'all', limit: 9, template: 'all' },
    ]);
  });

  test('an input that lacks what a key needs is refused', () => {
    const job = aJob({ concurrency: [{ key: 'tenant:{{input.tenant}}', limit: 1 }] });
    expect(() => renderRequest(job, {})).toThrow(
      'the input has no field "tenant", which a concurrency key needs',
    );
  });
});
