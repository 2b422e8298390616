import type { ReactNode } from 'react';
import type { JobDefinition } from '#shared/domain/job.ts';
import {
  OVERLAP_WORDS,
  wordsOfDuration,
  wordsOfRetry,
} from '#renderer/features/job/policy-words.ts';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** How its runs behave: towards each other, and when they fail. */
export function PolicySection({ definition }: { readonly definition: JobDefinition }) {
  const { overlap, retry, timeoutMs, killGraceMs, expireAfterMs, priority } = definition;
  return (
    <section aria-label="Policies">
      <SectionHeading title="Policies" />
      <dl className="grid grid-cols-[76px_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        <Policy term="Retry">
          {wordsOfRetry(retry)}
          {retry.retryOn !== null && (
            <>
              {' '}
              Only after <Patterns patterns={retry.retryOn} />.
            </>
          )}
          {retry.noRetryOn.length > 0 && (
            <>
              {' '}
              Never after <Patterns patterns={retry.noRetryOn} />.
            </>
          )}
        </Policy>
        <Policy term="Overlap">{OVERLAP_WORDS[overlap]}</Policy>
        <Policy term="At once">
          {definition.concurrency.length === 0
            ? 'No limit besides the workers.'
            : definition.concurrency.map(({ key, limit }) => (
                <div key={key}>
                  At most {limit} with the same key
                  <span className="machine block truncate" title={key}>
                    {key}
                  </span>
                </div>
              ))}
        </Policy>
        <Policy term="Timeout">
          {wordsOfDuration(timeoutMs)}, then asked to end, and ended after{' '}
          {wordsOfDuration(killGraceMs)} more.
        </Policy>
        <Policy term="Expires">
          {expireAfterMs === null
            ? 'Never, however late it starts.'
            : `If it has not started ${wordsOfDuration(expireAfterMs)} after it was due.`}
        </Policy>
        {priority !== 0 && <Policy term="Priority">{priority}; higher goes first.</Policy>}
        {definition.method === 'POST' && (
          <Policy term="Repeating">
            {definition.idempotent
              ? 'Harmless: the receiver knows a repeated key.'
              : 'Not harmless: a run whose outcome is unknown waits for you.'}
          </Policy>
        )}
      </dl>
    </section>
  );
}

function Policy({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{term}</dt>
      <dd className="min-w-0 text-text-2">{children}</dd>
    </>
  );
}

function Patterns({ patterns }: { readonly patterns: readonly string[] }) {
  return <span className="machine">{patterns.join(', ')}</span>;
}
