import { Link } from '@tanstack/react-router';
import { Copy } from 'lucide-react';
import type { Job } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { keysText } from '#renderer/features/run/keys-text.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { useRunDefinitions } from '#renderer/parts/run-actions/use-run-definitions.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { Fact } from '#renderer/ui/definition-list.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { FactLine } from '#renderer/ui/fact-line.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

/** What was asked for: the request and its effect at the left, how it came about at the right. */
export function RequestCard({ run }: { readonly run: Run }) {
  const input = JSON.stringify(run.input);
  const facts = howItCame(run);
  const setting = useRunSetting(run);
  // The body of a request is most often just its input.
  const isInRequest = run.requestLine.replaceAll(' ', '').includes(input.replaceAll(' ', ''));
  const copy = () =>
    void navigator.clipboard.writeText(run.requestLine).then(() => tell('Request copied'));
  return (
    <section
      aria-label="Request"
      className="mx-5 grid shrink-0 grid-cols-1 rounded-panel border border-line @4xl:grid-cols-[minmax(0,1fr)_minmax(0,540px)]"
    >
      <div className="flex min-w-0 flex-col gap-2 border-b border-line px-4 py-3.5 short:gap-1 short:py-2.5 @4xl:border-r @4xl:border-b-0">
        <div className="short:[&_.machine]:line-clamp-1">
          <RequestLine method={run.method} requestLine={run.requestLine} isWhole />
        </div>
        <div className="flex items-end justify-between gap-3">
          <div className="flex min-w-0 flex-col gap-2">
            <p className="text-effect">
              <EffectSentence effect={run.effect} input={run.input} />
            </p>
            {input !== '{}' && !isInRequest && (
              <p className="flex items-center gap-2">
                <span className="text-small text-text-3">input</span>
                <span className="machine truncate" title={input}>
                  {input}
                </span>
              </p>
            )}
          </div>
          <span className="-mr-2">
            <Button look="quiet" size="small" icon={<Copy size={14} />} onClick={copy}>
              Copy request
            </Button>
          </span>
        </div>
      </div>
      <div className="hidden grid-cols-2 gap-x-4 px-4 py-3.5 @4xl:grid">
        <DefinitionList items={facts} />
        <DefinitionList items={setting} />
      </div>
      <div className="px-4 py-2 @4xl:hidden">
        <FactLine items={[...facts, ...setting]} />
      </div>
    </section>
  );
}

function howItCame(run: Run): readonly Fact[] {
  const retriggerOf = run.retriggerOf;
  return [
    { term: 'Origin', value: originText(run) },
    retriggerOf === null
      ? { term: 'Nominal', value: <Moment at={run.nominalAt ?? run.dueAt} /> }
      : {
          term: 'Made from',
          value: (
            <Link to="/runs/$run" params={{ run: retriggerOf }} className="machine counted">
              {retriggerOf}
            </Link>
          ),
        },
    { term: 'Actor', value: run.actor ?? 'scheduler' },
    ...lateness(run),
    ...reasonOf(run),
  ];
}

/** Below this a run is on time: nothing is made within the very millisecond that it is due. */
const NOT_LATE_MS = 1_000;

function lateness({ nominalAt, lateByMs }: Run) {
  if (lateByMs >= NOT_LATE_MS) return [{ term: 'Late by', value: <Duration ms={lateByMs} /> }];
  return nominalAt === null ? [] : [{ term: 'Made', value: 'on time' }];
}

function reasonOf({ reason }: Run) {
  if (reason === null) return [];
  const value = (
    <span className="line-clamp-2 whitespace-normal" title={reason}>
      {reason}
    </span>
  );
  return [{ term: 'Reason', value }];
}

const ORIGINS: Readonly<Record<Run['origin'], string>> = {
  schedule: 'schedule',
  catch_up: 'catch-up after a miss',
  manual: 'by hand',
  retrigger: 'retrigger',
  backfill: 'backfill',
  chain: 'another job’s run',
  event: 'event',
  api: 'program',
};

function originText({ origin, coalescedCount }: Run): string {
  const merged = coalescedCount === 0 ? '' : `, stands for ${coalescedCount + 1}`;
  return `${ORIGINS[origin]}${merged}`;
}

function useRunSetting(run: Run): readonly Fact[] {
  const { job, old } = useRunDefinitions(run);
  const current = job?.revision ?? run.revision;
  const definition = (current === run.revision ? job : old)?.definition;
  return [
    {
      term: 'Revision',
      value: (
        <>
          {run.revision} as it ran{' '}
          <span className="text-text-3">
            {current === run.revision ? 'is current' : `current is ${current}`}
          </span>
        </>
      ),
    },
    { term: 'Attempts', value: `${run.attemptCount} of at most ${run.maxAttempts}` },
    { term: 'Keys', value: <Keys run={run} definition={definition} /> },
    {
      term: 'Idem. key',
      value: (
        <span className="machine" title={run.idempotencyKey}>
          {run.idempotencyKey}
        </span>
      ),
    },
  ];
}

function Keys(props: { readonly run: Run; readonly definition: Job['definition'] | undefined }) {
  const { run, definition } = props;
  if (definition === undefined) return null;
  const text = keysText(definitionOf({ definition }).concurrency, run.input);
  return (
    <span className="machine" title={text}>
      {text}
    </span>
  );
}
