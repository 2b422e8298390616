import { useQuery } from '@tanstack/react-query';
import { useOperations } from '#renderer/data/instance.tsx';
import { PauseFacts } from '#renderer/parts/pauses/pause-facts.tsx';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';

/** Nobody should wonder for long why nothing starts: it stands on every screen while the scheduler is paused. */
export function PauseStrip() {
  const { data } = useQuery(useOperations().instance.describe.queryOptions());
  const { resume, isDisabled, problem } = useResume();
  if (data?.paused == null) return null;
  return (
    <div
      role="status"
      className="flex min-h-10 shrink-0 items-center gap-2.5 border-b-2 border-held bg-held-wash px-5 py-1.5"
    >
      <span className="text-held">
        <StateMark name="held" />
      </span>
      <span className="min-w-0 grow">
        <b className="font-semibold">The scheduler is paused: nothing starts.</b>{' '}
        {problem ?? (
          <span className="text-text-2">
            Paused <PauseFacts pause={data.paused} />
          </span>
        )}
      </span>
      <Button size="small" disabled={isDisabled} onClick={() => resume({ scope: 'scheduler' })}>
        Resume
      </Button>
    </div>
  );
}
