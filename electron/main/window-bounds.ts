export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST_WINDOW = { width: 1_024, height: 640 };
const FIRST_SIZE = { width: 1_440, height: 900 };
/** So much of the window's upper edge has to be on a screen that it can be taken hold of. */
const HANDLE = { width: 120, height: 40 };

/**
 * Where the window opens: where it was, unless that is on a screen that is not there any more; then only its size
 * is kept, and the system finds the place.
 */
export function decideWindowBounds(
  remembered: Bounds | null,
  workAreas: readonly Bounds[],
): Bounds | Pick<Bounds, 'width' | 'height'> {
  if (remembered === null) return FIRST_SIZE;
  const width = Math.max(remembered.width, SMALLEST_WINDOW.width);
  const height = Math.max(remembered.height, SMALLEST_WINDOW.height);
  const { x, y } = remembered;
  const isReachable = workAreas.some((area) => holdsHandle(area, { x, y, width, height }));
  return isReachable ? { x, y, width, height } : { width, height };
}

function holdsHandle(area: Bounds, window: Bounds): boolean {
  const visibleWidth =
    Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x);
  const isHighEnough = window.y + HANDLE.height <= area.y + area.height;
  return visibleWidth >= HANDLE.width && window.y >= area.y && isHighEnough;
}
