import type { Method } from '#shared/domain/method.ts';

/** GET is an outline: it may be repeated. POST is solid: it is performed once. */
export function MethodChip({ method }: { readonly method: Method }) {
  const look =
    method === 'POST'
      ? 'border-text-2 bg-text-2 text-surface'
      : 'border-control bg-transparent text-text-2';
  return (
    <span
      className={`inline-flex h-4 w-8.5 shrink-0 items-center justify-center rounded-mark border font-mono text-[10.5px] leading-none font-semibold ${look}`}
    >
      {method}
    </span>
  );
}
