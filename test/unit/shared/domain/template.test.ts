import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#shared/domain/refusal.ts';
import { renderTemplate, templateFields } from '#shared/domain/template.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { anyText } from '#test/support/any-text.ts';

const use = { purpose: 'the effect' };
const input = {
  order: { id: 42, paid: false, note: null, lines: ['tea', 'milk'], length: 7 },
  customer: 'Ann',
};

describe('a template is filled in', () => {
  test.each([
    ['mails {{input.customer}}', 'mails Ann'],
    ['{{ input.order.id }}/{{input.order.paid}}', '42/false'],
    ['note: {{input.order.note}}.', 'note: .'],
    ['{{input.order.lines}}', '["tea","milk"]'],
    ['{{input.order.lines.1}}', 'milk'],
    ['{{input.order.length}}', '7'],
    ['{"a":{"b":1}} { {x} }', '{"a":{"b":1}} { {x} }'],
    ['nothing to fill in', 'nothing to fill in'],
  ])('%s', (template, expected) => {
    expect(renderTemplate(template, input, use)).toBe(expected);
  });

  test('a value that looks like a template or a replacement pattern stays what it is', () => {
    const hostile = { a: '{{input.b}} $& $1', b: 'secret' };
    expect(renderTemplate('{{input.a}}', hostile, use)).toBe('{{input.b}} $& $1');
  });

  test.each([
    'city',
    'order.city',
    'order.id.x',
    'order.lines.9',
    'order.lines.length',
    'toString',
  ])('a missing field %s is named, and what needs it', (path) => {
    const render = () => renderTemplate(`{{input.${path}}}`, input, use);
    expect(render).toThrow(
      new Refusal(
        'invalid_input',
        `the input has no field "${path}", which the effect needs`,
        `input.${path}`,
      ),
    );
  });
});

describe('what a template may name', () => {
  test('each field is listed once', () => {
    const fields = templateFields('{{input.a.b}} {{input.c}} {{ input.a.b }}', 'the effect');
    expect(fields).toEqual(['a.b', 'c']);
  });

  test.each([
    ['{{env.X}}', '{{env.X}} cannot stand in the effect: only {{input.…}} may'],
    ['{{input}}', '{{input}} cannot stand in the effect: only {{input.…}} may'],
    ['{{}}', '{{}} cannot stand in the effect: only {{input.…}} may'],
    [
      '{{input.}}',
      '{{input.}} cannot stand in the effect: the name of a field is missing behind the dot',
    ],
    [
      '{{ input.a. }}',
      '{{ input.a. }} cannot stand in the effect: the name of a field is missing behind the dot',
    ],
    ['{{input.a b}}', '{{input.a b}} cannot stand in the effect: only {{input.…}} may'],
    ['{{input.a', 'a {{ in the effect is never closed by }}'],
    ['{{input.a}} {{', 'a {{ in the effect is never closed by }}'],
  ])('%s is refused', (template, message) => {
    expect(() => templateFields(template, 'the effect')).toThrow(
      new Refusal('invalid_input', message),
    );
  });
});

const fieldName = fc.stringMatching(/^[A-Za-z_][\w-]{0,8}$/).filter((name) => name !== '__proto__');

test('what was encoded into a template can be decoded from it, whatever the value', () => {
  fc.assert(
    fc.property(fieldName, anyText(), (name, value) => {
      const encode = (text: string) => encodeURIComponent(text);
      const text = renderTemplate(`<{{input.${name}}}>`, { [name]: value }, { ...use, encode });
      expect(decodeURIComponent(text.slice(1, -1))).toBe(value);
    }),
  );
});

test('any text either is refused as a template or is filled in without leaving braces of its own', () => {
  const piece = fc.oneof(
    fc.constantFrom('{{', '}}', '{', '}', '{{input.a}}', '{{ input.a.b }}', 'input.', '{{env.X}}'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const template = pieces.join('');
      try {
        const paths = templateFields(template, 'the effect');
        const filled: JsonObject = { a: { b: 'x' } };
        if (paths.every((path) => path === 'a' || path === 'a.b')) {
          expect(renderTemplate(template, filled, use)).not.toContain('{{');
        }
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
  );
});
