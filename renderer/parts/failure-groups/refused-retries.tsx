import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { countOf } from '#renderer/lib/count-of.ts';
import type { RunRetries } from '#renderer/parts/failure-groups/use-retry-runs.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

/** What became of a retry of many where not all of it was done; nothing where it was. */
export function RefusedRetries({ retries }: { readonly retries: RunRetries }) {
  const { problem, refused, forget } = retries;
  if (problem === null && refused.length === 0) return null;
  const close = <IconButton label="Close" icon={<X size={14} />} onClick={forget} />;
  if (problem !== null) return <Notice tone="failed" title={problem} action={close} isAlert />;
  return (
    <Notice
      isAlert
      tone="warning"
      title={`${countOf(refused.length, 'run')} could not be retried:`}
      action={close}
    >
      <ul className="max-h-32 overflow-auto">
        {refused.map(({ run, message }) =>
          run === null ? null : (
            <li key={run} className="flex gap-2">
              <Link to="/runs/$run" params={{ run }} className="machine counted shrink-0">
                {run}
              </Link>
              <span className="min-w-0">{message}</span>
            </li>
          ),
        )}
      </ul>
    </Notice>
  );
}
