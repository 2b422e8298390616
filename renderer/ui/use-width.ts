import type { RefCallback } from 'react';
import { useSize } from '#renderer/ui/use-size.ts';

/** The width of an element in pixels, kept up to date; 0 until it has been measured. */
export function useWidth(): readonly [RefCallback<Element>, number] {
  const [ref, { width }] = useSize();
  return [ref, width];
}
