import type { Method } from '#shared/domain/method.ts';
import { MethodChip } from '#renderer/parts/method-chip.tsx';

/**
 * A request as it was rendered, such as `GET exec:reindex?index=orders`: the method as a chip, the target in full
 * strength, its query and body quieter. Cut at the end where there is no room; whole on hover.
 */
export function RequestLine({
  method,
  requestLine,
  isWhole = false,
}: {
  readonly method: Method;
  readonly requestLine: string;
  readonly isWhole?: boolean;
}) {
  const whole = requestLine.startsWith(`${method} `)
    ? requestLine.slice(method.length + 1)
    : requestLine;
  // Where there is little room, the program counts, not the folders that it lies in.
  const request = isWhole ? whole : whole.replace(/^exec:\S*\//, 'exec:…/');
  const end = request.search(/[?{ ]/);
  const target = end < 0 ? request : request.slice(0, end);
  const rest = end < 0 ? '' : request.slice(end);
  return (
    <span
      className="inline-flex max-w-full min-w-0 items-center gap-1.5 align-middle"
      title={requestLine}
    >
      <MethodChip method={method} />
      <span className={`machine min-w-0 ${isWhole ? 'break-all' : 'truncate'}`}>
        {target}
        <span className="text-text-3">{rest}</span>
      </span>
    </span>
  );
}
