/** A priority queue: the item that compares lowest comes out first. */
export interface Heap<Item> {
  push(item: Item): void;
  peek(): Item | undefined;
  pop(): Item | undefined;
  readonly size: number;
}

/** A binary heap in an array: children of `i` stand at `2i + 1` and `2i + 2`. */
export function createHeap<Item>(compare: (a: Item, b: Item) => number): Heap<Item> {
  const items: Item[] = [];
  const isLower = (a: number, b: number) => compare(items[a] as Item, items[b] as Item) < 0;

  function swap(a: number, b: number): void {
    [items[a], items[b]] = [items[b] as Item, items[a] as Item];
  }

  function rise(index: number): void {
    const parent = (index - 1) >> 1;
    if (index === 0 || !isLower(index, parent)) return;
    swap(index, parent);
    rise(parent);
  }

  function sink(index: number): void {
    let lowest = index;
    for (const child of [2 * index + 1, 2 * index + 2]) {
      if (child < items.length && isLower(child, lowest)) lowest = child;
    }
    if (lowest === index) return;
    swap(index, lowest);
    sink(lowest);
  }

  return {
    push(item) {
      items.push(item);
      rise(items.length - 1);
    },
    peek: () => items[0],
    pop() {
      const top = items[0];
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        sink(0);
      }
      return top;
    },
    get size() {
      return items.length;
    },
  };
}
