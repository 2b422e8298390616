import { toDurationParts } from '#renderer/lib/duration-parts.ts';
import { Quantity } from '#renderer/ui/quantity.tsx';

/** A duration in milliseconds; a dash where there is none. */
export function Duration({ ms }: { readonly ms: number | null }) {
  return ms === null ? (
    <span className="text-text-3">–</span>
  ) : (
    <Quantity parts={toDurationParts(ms)} />
  );
}
