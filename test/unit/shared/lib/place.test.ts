import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinPlace, splitPlace } from '#shared/lib/place.ts';
import type { PlaceStep } from '#shared/lib/place.ts';
import { anyText } from '#test/support/any-text.ts';

test('a place reads like a path in a program', () => {
  const steps: readonly PlaceStep[] = ['jobs', 0, 'headers', 'X-Order', 'a.b', 3];
  expect(steps.reduce(joinPlace, '')).toBe('jobs[0].headers.X-Order["a.b"][3]');
});

test('whatever the fields are called, a place leads back to them', () => {
  const step = fc.oneof(fc.nat(), anyText(), fc.constantFrom('__proto__', ']"'));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      expect(splitPlace(steps.reduce<string>(joinPlace, ''))).toEqual(steps);
    }),
  );
});

test('text that is no place leads nowhere', () => {
  expect(splitPlace('')).toEqual([]);
  expect(splitPlace('jobs[x].name')).toEqual(['jobs']);
});
