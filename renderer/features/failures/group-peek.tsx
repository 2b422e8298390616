import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { factsOfMark } from '#renderer/features/failures/group-mark.tsx';
import { GroupWordButtons } from '#renderer/features/failures/group-word-buttons.tsx';
import { RepeatNotice } from '#renderer/features/failures/repeat-notice.tsx';
import { SampleList } from '#renderer/features/failures/sample-list.tsx';
import type { GroupWords } from '#renderer/features/failures/use-group-words.ts';
import {
  isSafeToRepeat,
  markOfGroup,
  retryText,
  runsOfGroup,
  sizeOfGroup,
  stateOfGroup,
} from '#renderer/parts/failure-groups/failure-group.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { RefusedRetries } from '#renderer/parts/failure-groups/refused-retries.tsx';
import type { RunRetries } from '#renderer/parts/failure-groups/use-retry-runs.ts';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { StateWord } from '#renderer/parts/state-word.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CodeBlock } from '#renderer/ui/code-block.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

export interface GroupPeekProps {
  readonly group: FailureGroup;
  readonly since: number;
  /** Such as `1 of 12`. */
  readonly place: string;
  readonly retries: RunRetries;
  readonly words: GroupWords;
  readonly onResolve: () => void;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** One group: what it is, whether it may be repeated, what to do, and some of its runs. */
export function GroupPeek(props: GroupPeekProps) {
  const { group, since, place, retries, words, onResolve, onRetry, onClose } = props;
  const { runs } = useOperations();
  const [sample] = group.samples;
  const { data } = useQuery(
    runs.get.queryOptions({ input: { run: sample?.run ?? '' }, enabled: sample !== undefined }),
  );
  const mark = markOfGroup(group);
  const count = group.retryable.length;
  const isSafe = isSafeToRepeat(group);
  const error = errorOf(group, data?.run);
  return (
    <aside
      aria-label="The chosen group"
      className="flex min-h-0 min-w-0 flex-col overflow-auto border-l border-line bg-raised"
    >
      <div className="flex flex-col gap-2 px-5 pt-3.5 pb-3.5">
        <div className="flex items-center gap-2 text-small">
          {mark === null ? (
            <span className="text-text-3">not among these any more</span>
          ) : (
            <StateWord mark={mark} word={headOf(group)} />
          )}
          <Link to="/runs" search={runsOfGroup(group, since)} className="counted text-text-3">
            {countOf(sizeOfGroup(group), 'run')}
          </Link>
          <span className="ml-auto whitespace-nowrap text-text-3">{place}</span>
          <KeyHint keys="j" />
          <KeyHint keys="k" />
          <IconButton
            label="Hide the panel"
            keys="Space"
            icon={<X size={14} />}
            onClick={onClose}
          />
        </div>
        <h2 className="line-clamp-4 font-mono text-[15px] leading-[22px] font-medium tracking-[-0.02em] break-words">
          {group.message}
        </h2>
        <NewestRequest group={group} run={data?.run} />
        <RepeatNotice group={group} />
        <div className="flex flex-wrap gap-2 pt-1">
          {!isSafe && <OpenNewest group={group} isPrimary />}
          {count > 0 && (
            <Button
              look={isSafe ? 'primary' : 'outlined'}
              keys="r"
              icon={<RotateCw size={14} />}
              disabled={retries.isAsking}
              onClick={onRetry}
            >
              {retryText(count)}
            </Button>
          )}
          {isSafe && <OpenNewest group={group} isPrimary={count === 0} />}
          <GroupWordButtons group={group} words={words} onResolve={onResolve} />
          <ShowAll group={group} since={since} />
        </div>
        {words.problem !== null && <Notice tone="failed" title={words.problem} isAlert />}
        <RefusedRetries retries={retries} />
      </div>
      <div className="flex flex-col gap-4 border-t border-line px-5 py-4">
        <DefinitionList items={factsOf(group)} />
        {error.trim() !== group.message.trim() && (
          <PeekSection title="Error" detail="of the newest">
            <CodeBlock text={error} label="Error of the newest run" />
          </PeekSection>
        )}
        {group.samples.length > 1 && (
          <PeekSection title="Samples" detail={`${group.samples.length} of ${sizeOfGroup(group)}`}>
            <SampleList group={group} />
          </PeekSection>
        )}
      </div>
    </aside>
  );
}

function headOf(group: FailureGroup): string {
  const state = stateOfGroup(group);
  if (state !== 'open') return state;
  return group.unknownCount === group.openCount ? 'outcome unknown' : 'failed, open';
}

/** The newest of its requests, and what it does. */
function NewestRequest({
  group,
  run,
}: {
  readonly group: FailureGroup;
  readonly run: Run | undefined;
}) {
  const [sample] = group.samples;
  if (sample === undefined) return null;
  return (
    <>
      <RequestLine
        method={run?.method ?? group.methods[0] ?? 'GET'}
        requestLine={sample.requestLine}
      />
      <p className="text-text-2 [&_b]:text-text-1">
        <EffectSentence effect={sample.effect} input={run?.input ?? {}} />
      </p>
    </>
  );
}

const LINK =
  'inline-flex h-7 items-center gap-1.5 rounded-control border px-2.5 font-medium whitespace-nowrap shadow-control';
const OUTLINED = 'border-line-strong bg-raised hover:bg-hover';
const PRIMARY =
  'border-ink bg-ink text-on-ink hover:opacity-90 [&_kbd]:border-on-ink/35 [&_kbd]:bg-transparent [&_kbd]:text-current';

/** The first thing to do where a retry may do harm: to look. */
function OpenNewest(props: { readonly group: FailureGroup; readonly isPrimary?: boolean }) {
  const { group, isPrimary = false } = props;
  const [newest] = group.samples;
  if (newest === undefined) return null;
  return (
    <Link
      to="/runs/$run"
      params={{ run: newest.run }}
      className={`${LINK} ${isPrimary ? PRIMARY : OUTLINED}`}
    >
      {sizeOfGroup(group) === 1 ? 'Open' : 'Open newest'} <KeyHint keys="enter" />
    </Link>
  );
}

function ShowAll({ group, since }: Pick<GroupPeekProps, 'group' | 'since'>) {
  const size = sizeOfGroup(group);
  if (size === 1) return null;
  return (
    <Link to="/runs" search={runsOfGroup(group, since)} className={`${LINK} ${OUTLINED}`}>
      Show all {size}
    </Link>
  );
}

function factsOf(group: FailureGroup) {
  const { openCount, retryingCount, resolvedCount, unknownCount } = group;
  const parts = [
    openCount > 0 && `${openCount} open`,
    unknownCount > 0 && `${unknownCount} of them unknown`,
    retryingCount > 0 && `${retryingCount} retrying`,
    resolvedCount > 0 && `${resolvedCount} resolved`,
  ].filter(Boolean);
  return [
    { term: 'Runs', value: parts.join(', ') },
    { term: 'Jobs', value: <JobLinks jobs={group.jobs} /> },
    { term: 'Class', value: <span className="machine">{group.failureClass}</span> },
    { term: 'First seen', value: <Moment at={group.firstAt} /> },
    { term: 'Last seen', value: <Moment at={group.lastAt} /> },
    ...factsOfMark(group),
  ];
}

function JobLinks({ jobs }: { readonly jobs: readonly string[] }) {
  return jobs.map((job, index) => (
    <span key={job}>
      {index > 0 && ', '}
      <Link to="/jobs/$job" params={{ job }} title={job} className="counted">
        {job}
      </Link>
    </span>
  ));
}

function errorOf(group: FailureGroup, run: Run | undefined): string {
  const failed = run?.attempts.findLast(({ fingerprint }) => fingerprint === group.fingerprint);
  return failed?.message ?? group.message;
}

function PeekSection(props: {
  readonly title: string;
  readonly detail: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={props.title}>
      <h3 className="mb-1.5 flex gap-2 text-small font-semibold">
        {props.title} <span className="font-normal text-text-3">{props.detail}</span>
      </h3>
      {props.children}
    </section>
  );
}
