import type { PauseDetails } from '#shared/contract/pause-operations.ts';
import { Moment } from '#renderer/parts/moment.tsx';

/** By whom, since when, until when and why. */
export function PauseFacts({ pause: { by, at, until, reason } }: { readonly pause: PauseDetails }) {
  return (
    <>
      by {by} <Moment at={at} as="relative" />
      {until !== null && (
        <>
          , until <Moment at={until} />
        </>
      )}
      {reason !== null && <>: {reason}</>}
    </>
  );
}
