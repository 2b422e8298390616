import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeap } from '#engine/service/heap.ts';

test('items come out in order, whatever order they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = createHeap<number>((a, b) => a - b);
      numbers.forEach(heap.push);
      expect(heap.size).toBe(numbers.length);
      expect(numbers.map(() => heap.pop())).toEqual(numbers.toSorted((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
