import type { EventEmitter } from 'node:events';

/** Emits an event that its listeners may hold up; answers whether none of them did. */
export function emitCancelable(
  emitter: EventEmitter,
  name: string,
  ...values: readonly unknown[]
): boolean {
  const preventions: true[] = [];
  emitter.emit(name, { preventDefault: () => void preventions.push(true) }, ...values);
  return preventions.length === 0;
}
