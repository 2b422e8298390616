import type { ReactNode } from 'react';
import { CirclePause, Unplug } from 'lucide-react';
import { restartEngine, useEngineState } from '#renderer/app/engine-state.ts';
import { useConnection } from '#renderer/data/connection-status.ts';
import { useNow } from '#renderer/data/now.ts';
import { forgetSession } from '#renderer/data/session.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { Button } from '#renderer/ui/button.tsx';

/** Says when what is on the screen may not be true any more. Nothing that was typed is lost. */
export function ConnectionBanner() {
  const { state, trueAt, isPaused, togglePause } = useConnection();
  const engine = useEngineState();
  if (state === 'refused') {
    return (
      <Banner tone="bg-failed-wash">
        <Unplug size={16} className="text-failed" />
        <span>
          <b className="font-semibold">This page is no longer signed in.</b> Run{' '}
          <code className="machine">nightdesk open</code> in a terminal and open the address it
          prints.
        </span>
        <Button
          size="small"
          onClick={() => {
            forgetSession();
            location.reload();
          }}
        >
          Sign out
        </Button>
      </Banner>
    );
  }
  if (engine?.state === 'stopped' || engine?.state === 'failed') {
    return (
      <Banner tone="bg-failed-wash">
        <Unplug size={16} className="text-failed" />
        <span>
          <b className="font-semibold">Nothing is scheduled on this computer.</b> {engine.sentence}
        </span>
        <Button size="small" onClick={restartEngine}>
          Start the engine
        </Button>
      </Banner>
    );
  }
  if (state === 'lost') {
    return (
      <Banner tone="bg-retrying-wash">
        <Unplug size={16} className="text-retrying" />
        <span className="truncate">
          <b className="font-semibold">Local does not answer.</b>{' '}
          {trueAt === null ? (
            'It has not answered yet.'
          ) : (
            <>
              What you see was true <Since at={trueAt} />.
            </>
          )}{' '}
          {engine === null ? (
            <HowToStart />
          ) : engine.state === 'restarting' ? (
            capitalise(engine.sentence)
          ) : (
            'Its engine is started again by itself.'
          )}
        </span>
      </Banner>
    );
  }
  if (isPaused) {
    return (
      <Banner tone="bg-held-wash">
        <CirclePause size={16} className="text-held" />
        <span>
          <b className="font-semibold">Live updates are paused.</b> What you see stays as it is.
        </span>
        <Button size="small" onClick={togglePause}>
          Go on
        </Button>
      </Banner>
    );
  }
  return null;
}

/** The break may be younger than the second that the page counts by, and is past all the same. */
function Since({ at }: { readonly at: number }) {
  return <Moment at={Math.min(at, useNow())} as="relative" />;
}

/** A page in a browser can start nothing: whoever stopped the engine is told how it is started. */
function HowToStart() {
  return (
    <>
      If it was stopped, start it with <code className="machine">nightdesk serve</code>
      <span className="hidden xl:inline">
        , in a checkout <code className="machine">npm run nightdesk -- serve</code>; this page then
        goes on by itself
      </span>
      .
    </>
  );
}

function Banner({ tone, children }: { readonly tone: string; readonly children: ReactNode }) {
  return (
    <div
      role="status"
      className={`flex h-9 shrink-0 items-center gap-2.5 border-b border-line px-5 ${tone}`}
    >
      {children}
    </div>
  );
}
