import { useSyncExternalStore } from 'react';

/*
 * One clock for the whole page, which ticks every second while somebody can see it. All times on a screen are
 * relative to the same instant, and a hidden window has no timer.
 */

const TICK_MS = 1_000;

let now = Date.now();
let timer: number | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function update(): void {
  window.clearInterval(timer);
  timer = undefined;
  if (listeners.size === 0 || document.hidden) return;
  tick();
  timer = window.setInterval(tick, TICK_MS);
}

document.addEventListener('visibilitychange', update);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) queueMicrotask(update);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) update();
  };
}

/** Epoch milliseconds, to the second; renders anew each second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
