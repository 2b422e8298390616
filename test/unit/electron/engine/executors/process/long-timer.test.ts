import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setLongTimer } from '#engine/executors/process/long-timer.ts';

const DAY_MS = 86_400_000;

describe('a timer for any delay', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([0, 5, 24 * DAY_MS, 60 * DAY_MS])('fires once, after %i ms and not before', (delayMs) => {
    let count = 0;
    setLongTimer(delayMs, () => (count += 1));
    if (delayMs > 0) {
      vi.advanceTimersByTime(delayMs - 1);
      expect(count).toBe(0);
    }
    vi.advanceTimersByTime(1);
    expect(count).toBe(1);
    vi.advanceTimersByTime(90 * DAY_MS);
    expect(count).toBe(1);
  });

  it('can be called off at any time', () => {
    const timer = setLongTimer(60 * DAY_MS, expect.unreachable);
    vi.advanceTimersByTime(50 * DAY_MS);
    timer.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});
