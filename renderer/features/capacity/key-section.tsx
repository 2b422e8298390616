import { Link } from '@tanstack/react-router';
import type { KeyUse, RunNow, Waiters } from '#shared/contract/capacity-operations.ts';
import { useNow } from '#renderer/data/now.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { PauseControl } from '#renderer/parts/pauses/pause-control.tsx';
import { PauseFacts } from '#renderer/parts/pauses/pause-facts.tsx';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** The concurrency keys in use: who has them, and who waits for them. */
export function KeySection({ keys }: { readonly keys: readonly KeyUse[] }) {
  return (
    <section aria-label="Concurrency keys">
      <SectionHeading
        title="Concurrency keys"
        detail={keys.length === 0 ? 'none in use' : `${keys.length} in use`}
      />
      {keys.length === 0 && (
        <p className="text-text-2">
          Jobs that name the same key under <span className="machine">concurrency</span> share its
          limit. A key stands here while a run has it or waits for it.
        </p>
      )}
      <ul>
        {keys.map((use) => (
          <KeyRow key={use.key} use={use} />
        ))}
      </ul>
    </section>
  );
}

function KeyRow({ use }: { readonly use: KeyUse }) {
  const { key, limit, limitOf, holders, waiters, paused } = use;
  const taken = `${holders.length} of ${limit} taken`;
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2.5 first:pt-1 last:border-b-0">
      <div className="flex items-center gap-3">
        <span className="machine min-w-0 truncate font-medium" title={key}>
          {key}
        </span>
        <span
          className="text-small whitespace-nowrap text-text-3"
          title={`The smallest limit of the jobs that take it: that of ${limitOf}`}
        >
          {taken}
        </span>
        <span className="grow" />
        <PauseControl on={{ scope: 'key', key }} isPaused={paused !== null} />
      </div>
      <ProgressBar share={holders.length / limit} label={taken} />
      {paused !== null && (
        <p className="text-small text-held">
          <span className="font-medium">Paused</span> <PauseFacts pause={paused} />
        </p>
      )}
      <ul>
        {holders.map((holder) => (
          <HolderRow key={holder.run} holder={holder} />
        ))}
        {waiters.map((each) => (
          <WaiterRow key={each.run} waiters={each} />
        ))}
      </ul>
    </li>
  );
}

const ROW = 'grid h-6.5 grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-x-2';

function HolderRow({ holder: { run, job, since } }: { readonly holder: RunNow }) {
  const now = useNow();
  return (
    <li className={ROW}>
      <StateMark name="running" label="has it" />
      <Link to="/runs/$run" params={{ run }} className="truncate hover:underline">
        {job} <span className="machine text-text-3">{run}</span>
      </Link>
      <span className="text-small whitespace-nowrap text-text-3">
        for {formatRoughDuration(Math.max(0, now - since))}
      </span>
    </li>
  );
}

function WaiterRow({ waiters: { run, job, count, since } }: { readonly waiters: Waiters }) {
  const now = useNow();
  return (
    <li className={ROW}>
      <StateMark name="ready" label="waits" />
      <Link to="/runs/$run" params={{ run }} className="truncate text-text-2 hover:underline">
        {job} <span className="text-text-3">{countOf(count, 'run')} waiting</span>
      </Link>
      <span className="text-small whitespace-nowrap text-text-3">
        for {formatRoughDuration(Math.max(0, now - since))}
      </span>
    </li>
  );
}
