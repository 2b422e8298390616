import { Fragment } from 'react';
import type { Method } from '#shared/domain/method.ts';
import { MethodChip } from '#renderer/parts/method-chip.tsx';

/**
 * A request as it was rendered, such as `GET exec:reindex?index=orders`: the method as a chip, the target in full
 * strength, its query and body quieter. Where there is no room, the host goes first and then the end; whole on hover.
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
  const request = isWhole ? whole : withoutPlace(whole);
  const end = request.search(/[?{ ]/);
  const target = end < 0 ? request : request.slice(0, end);
  const rest = end < 0 ? '' : request.slice(end);
  return (
    <span
      className={`inline-flex max-w-full min-w-0 gap-1.5 align-middle ${isWhole ? 'items-start' : 'items-center'}`}
      title={requestLine}
    >
      {isWhole ? (
        <span className="flex h-5 shrink-0 items-center">
          <MethodChip method={method} />
        </span>
      ) : (
        <MethodChip method={method} />
      )}
      <span className={`machine min-w-0 ${isWhole ? 'wrap-anywhere' : 'truncate'}`}>
        {isWhole ? <Breakable text={target} /> : target}
        <span className="text-text-3">{isWhole ? <Breakable text={rest} /> : rest}</span>
      </span>
    </span>
  );
}

/** The part that differs between requests: the path, not its host; the program, not the folders that it lies in. */
function withoutPlace(request: string): string {
  return request.replace(/^exec:\S*\//, 'exec:…/').replace(/^https?:\/\/[^/?{\s]+(?=\/)/, '…');
}

/** Broken where the request itself has its joints, not within a word. */
function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[,&/?])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
