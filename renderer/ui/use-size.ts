import { useCallback, useState } from 'react';
import type { RefCallback } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const UNKNOWN: Size = { width: 0, height: 0 };

/** How large an element is in pixels, kept up to date; 0 until it has been measured. */
export function useSize(): readonly [RefCallback<Element>, Size] {
  const [size, setSize] = useState(UNKNOWN);
  const ref = useCallback((element: Element | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize({ width: Math.round(width), height: Math.round(height) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
