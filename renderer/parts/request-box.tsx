import type { ReactNode } from 'react';
import type { Method } from '#shared/domain/method.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';

export interface RequestBoxProps {
  /** What it does, as a sentence. */
  readonly effect: ReactNode;
  readonly method: Method;
  readonly requestLine: string;
  /** Why it cannot be sent yet. */
  readonly complaint?: string | null;
}

/** In a dialog, before something is sent: what will happen, to what and where. */
export function RequestBox({ effect, method, requestLine, complaint = null }: RequestBoxProps) {
  const { name, kind } = useInstance();
  return (
    <div className="flex flex-col gap-1.5 rounded-panel border border-line px-4 py-3">
      <p className="text-effect">{effect}</p>
      <div className="flex min-w-0 items-center gap-3">
        <RequestLine method={method} requestLine={requestLine} isWhole />
        <span className="ml-auto flex shrink-0 items-center gap-1.5 text-small text-text-2">
          <InstanceFlag kind={kind} /> {name}
        </span>
      </div>
      {complaint !== null && <p className="text-small text-text-3">Not yet: {complaint}.</p>}
    </div>
  );
}
