import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#shared/domain/refusal.ts';
import { parseTarget } from '#shared/domain/target.ts';
import { anyText } from '#test/support/any-text.ts';

describe('a target is taken apart', () => {
  test.each([
    ['http://localhost', { scheme: 'http', url: 'http://localhost' }],
    ['https://crm.local:8443/orders/{{input.id}}?by={{input.by}}', { scheme: 'http' }],
    ['http://[::1]:8025/reminders', { scheme: 'http' }],
    ['http://127.0.0.1:8025/reminders?x={"a":{"b":1}}', { scheme: 'http' }],
    ['https://ann:pw@crm.local/', { scheme: 'http' }],
    ['exec:node', { scheme: 'exec', program: 'node' }],
    ['exec:/opt/My Tools/run', { scheme: 'exec', program: '/opt/My Tools/run' }],
    [String.raw`exec:C:\Program Files\x.exe`, { scheme: 'exec' }],
    ['shell:bash', { scheme: 'shell', shell: 'bash' }],
    ['builtin:prune-records', { scheme: 'builtin', handler: 'prune-records' }],
  ])('%s', (text, expected) => {
    expect(parseTarget(text)).toMatchObject(expected);
  });
});

const FORMS = 'https://…, http://…, exec:program, shell:bash or builtin:handler';
const HOST = 'an http target names a host, as in http://localhost:8080/path';
const SPACES = 'a target has no spaces, control characters or backslashes: write %20 for a space';

describe('a target is refused with a sentence that says what would be right', () => {
  test.each([
    ['', `target is one of ${FORMS}, not ""`],
    ['crm.local/orders', `target is one of ${FORMS}, not "crm.local/orders"`],
    ['htp://crm.local', 'unknown scheme "htp" in target; did you mean "http"?'],
    ['HTTPS://crm.local', 'unknown scheme "HTTPS" in target; did you mean "https"?'],
    ['ftp://crm.local', 'unknown scheme "ftp" in target; did you mean "http"?'],
    ['postgres://db', `unknown scheme "postgres" in target: it is one of ${FORMS}`],
    ['http:crm.local', HOST],
    ['http:///orders', HOST],
    ['https://:8080/', HOST],
    ['http://ann@:80/', HOST],
    [
      'http://{{input.host}}/x',
      'a template cannot stand in the host of a target, only in its path and query',
    ],
    ['http://h/x#top', 'a target has no fragment (#…): it would never be sent'],
    ['http://h/{{env.X}}', '{{env.X}} cannot stand in the target: only {{input.…}} may'],
    ['http://h/a b', SPACES],
    [String.raw`http://good.local\@evil.local/`, SPACES],
    ['http://h:99999/', '"http://h:99999/" is not a URL'],
    ['exec:no\u0007de', 'the program of exec: holds a control character'],
    ['exec:', 'exec: needs a program, as in exec:node'],
    [
      'exec:node scripts/reindex.mjs',
      'exec: names one program and takes no arguments: write exec:node and the rest in args',
    ],
    ['exec: node', 'exec: names one program and takes no arguments: write no space after exec:'],
    [
      'exec:{{input.program}}',
      "a template cannot stand in the program of a target, only in a URL's path and query",
    ],
    ['shell:', 'shell: needs a shell, one of sh, bash, zsh, fish, pwsh, powershell, cmd'],
    ['shell:bsh', 'unknown shell "bsh"; did you mean "sh"?'],
    ['builtin:a b', 'builtin: names a handler by letters, digits, "_", "." and "-", not "a b"'],
  ])('%s', (text, message) => {
    expect(() => parseTarget(text)).toThrow(new Refusal('invalid_input', message));
  });

  test('one that is far too long', () => {
    expect(() => parseTarget(`http://h/${'x'.repeat(5_000)}`)).toThrow(
      'a target has at most 4096 characters',
    );
  });
});

test('no text makes the parser fail with anything but a refusal', () => {
  const start = fc.constantFrom('http://', 'https://', 'exec:', 'shell:', 'builtin:', 'x:', '');
  fc.assert(
    fc.property(start, anyText(), (scheme, rest) => {
      try {
        parseTarget(scheme + rest);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
  );
});
