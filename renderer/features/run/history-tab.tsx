import { useQuery } from '@tanstack/react-query';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { Moment } from '#renderer/parts/moment.tsx';

/** Everything that happened to the run, as the journal has it. */
export function HistoryTab({ run }: { readonly run: Run }) {
  const { runs } = useOperations();
  const { data } = useQuery(runs.history.queryOptions({ input: { run: run.id } }));
  return (
    <ol className="px-5 py-2">
      {(data?.events ?? []).map((event) => (
        <li
          key={event.seq}
          className="grid h-7 grid-cols-[72px_128px_minmax(0,1fr)] items-center gap-3 border-b border-line last:border-b-0"
        >
          <span className="machine text-text-3">{event.seq}</span>
          <Moment at={event.at} />
          <span className="truncate" title={event.message ?? undefined}>
            <span className="font-medium">{describeEvent(event)}</span>
            <span className="text-text-2">{describeCircumstances(event)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function describeEvent({ type, attempt, from, to }: JournalEvent): string {
  const [noun = '', participle = ''] = type.split('.');
  const subject = noun === 'attempt' ? `Attempt ${attempt ?? ''}` : 'Run';
  const change = from !== null && to !== null && from !== to ? ` (${from} → ${to})` : '';
  return `${subject} ${participle.replaceAll('_', ' ')}${change}`.replaceAll('  ', ' ');
}

function describeCircumstances({ actor, reason, message }: JournalEvent): string {
  const by = actor === null ? '' : ` by ${actor}`;
  const why = reason === null ? '' : `, “${reason}”`;
  return `${by}${why}${message === null ? '' : ` · ${message}`}`;
}
