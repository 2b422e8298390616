/**
 * Remembers what `make` answered for the `capacity` keys that were asked for most recently. What throws is
 * not remembered.
 */
export function createBoundedCache<Key extends string, Value extends object>(
  capacity: number,
  make: (key: Key) => Value,
): (key: Key) => Value {
  // A Map iterates in the order of insertion: the first key is the one that was not asked for longest.
  const kept = new Map<Key, Value>();
  return (key) => {
    const known = kept.get(key);
    const value = known ?? make(key);
    if (known !== undefined) kept.delete(key);
    else if (kept.size >= capacity) kept.delete(kept.keys().next().value as Key);
    kept.set(key, value);
    return value;
  };
}
