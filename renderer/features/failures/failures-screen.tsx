import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { useCommands } from '#renderer/data/command-registry.ts';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { FailureExport } from '#renderer/features/failures/failure-export.tsx';
import { GroupPeek } from '#renderer/features/failures/group-peek.tsx';
import { GroupsTable } from '#renderer/features/failures/groups-table.tsx';
import { RetryPostsDialog } from '#renderer/features/failures/retry-posts-dialog.tsx';
import { ResolveGroupDialog } from '#renderer/features/failures/resolve-group-dialog.tsx';
import type { Span } from '#renderer/features/failures/use-failure-groups.ts';
import { SPANS, useFailureGroups } from '#renderer/features/failures/use-failure-groups.ts';
import type { GroupWords } from '#renderer/features/failures/use-group-words.ts';
import {
  refusalOfAcknowledge,
  refusalOfResolve,
  useGroupWords,
} from '#renderer/features/failures/use-group-words.ts';
import { wordsOfGroups } from '#renderer/features/failures/words-of-groups.ts';
import { isSafeToRepeat } from '#renderer/parts/failure-groups/failure-group.ts';
import { NothingFailed } from '#renderer/parts/failure-groups/nothing-failed.tsx';
import { useRetryRuns } from '#renderer/parts/failure-groups/use-retry-runs.ts';
import { Screen } from '#renderer/parts/screen.tsx';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';

/** What failed, as groups of failures that look alike, and what sets each of them right. */
export function FailuresScreen() {
  const { span = '7d', group: asked } = useSearch({ from: '/failures' });
  const navigate = useNavigate({ from: '/failures' });
  const failures = useFailureGroups(span);
  const { groups } = failures.steady;
  const chosen = groups.find(({ fingerprint }) => fingerprint === asked) ?? groups[0] ?? null;
  const [isPeeking, setIsPeeking] = useState(true);
  const retries = useRetryRuns();
  const [confirming, setConfirming] = useState<FailureGroup | null>(null);
  const words = useGroupWords();
  const [resolving, setResolving] = useState<FailureGroup | null>(null);

  function choose(group: FailureGroup): void {
    retries.forget();
    void navigate({
      search: (search) => ({ ...search, group: group.fingerprint }),
      replace: true,
    });
  }
  /** A GET is repeated at once; what changes something is asked about first. */
  function retry(group: FailureGroup): void {
    if (isSafeToRepeat(group)) retries.retry(group.retryable);
    else setConfirming(group);
  }

  useGroupCommands({
    groups,
    chosen,
    ...{ choose, retry, isPeeking, words },
    resolve: setResolving,
    togglePeek: () => setIsPeeking(!isPeeking),
  });

  const isSplit = isPeeking && chosen !== null;
  return (
    <Screen
      title="Failures"
      detail={wordsOfGroups(groups)}
      news={<NewsButton {...failures.steady} />}
      actions={<FailureExport {...{ groups, span }} since={failures.since} />}
    >
      <div
        className={`grid min-h-0 ${isSplit ? 'grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,1fr)_440px]' : 'grid-cols-[minmax(0,1fr)]'}`}
      >
        <div className="@container flex min-h-0 min-w-0 flex-col">
          <SpanBar span={span} />
          {failures.error !== null && (
            <div className="px-5 pt-3">
              <Notice tone="failed" title={sentenceOfProblem(failures.error)} isAlert />
            </div>
          )}
          {groups.length > 0 && (
            <GroupsTable
              groups={groups}
              isBesidePeek={isSplit}
              since={failures.since}
              chosen={chosen}
              onChoose={choose}
              onOpen={() => setIsPeeking(true)}
            />
          )}
          {groups.length === 0 && !failures.isLoading && failures.error === null && (
            <div className="px-5 py-3">
              <NothingFailed since={failures.since} />
            </div>
          )}
        </div>
        {isSplit && (
          <GroupPeek
            key={chosen.fingerprint}
            group={chosen}
            since={failures.since}
            place={`${groups.indexOf(chosen) + 1} of ${groups.length}`}
            retries={retries}
            words={words}
            onResolve={() => setResolving(chosen)}
            onRetry={() => retry(chosen)}
            onClose={() => setIsPeeking(false)}
          />
        )}
      </div>
      {resolving !== null && (
        <ResolveGroupDialog group={resolving} words={words} onClose={() => setResolving(null)} />
      )}
      {confirming !== null && (
        <RetryPostsDialog
          group={confirming}
          since={failures.since}
          onClose={() => setConfirming(null)}
          onConfirm={() => {
            setConfirming(null);
            retries.retry(confirming.retryable);
          }}
        />
      )}
    </Screen>
  );
}

function SpanBar({ span }: { readonly span: Span }) {
  const navigate = useNavigate({ from: '/failures' });
  return (
    <div className="flex items-center gap-3 border-b border-line px-5 py-2.5">
      <Segmented
        label="How far back"
        value={span}
        options={SPANS}
        onChange={(next) =>
          void navigate({ search: (search) => ({ ...search, span: next }), replace: true })
        }
      />
      <span className="truncate text-small text-text-3">
        what is still tried, or waits for you, is always shown
      </span>
    </div>
  );
}

interface GroupCommands {
  readonly groups: readonly FailureGroup[];
  readonly chosen: FailureGroup | null;
  readonly choose: (group: FailureGroup) => void;
  readonly retry: (group: FailureGroup) => void;
  readonly words: GroupWords;
  readonly resolve: (group: FailureGroup) => void;
  readonly isPeeking: boolean;
  readonly togglePeek: () => void;
}

function useGroupCommands(props: GroupCommands): void {
  const { groups, chosen, choose, retry, words, resolve, isPeeking, togglePeek } = props;
  const navigate = useNavigate();
  const newest = chosen?.samples[0]?.run;
  const step = (by: number) => () => {
    const next = groups[groups.findIndex((group) => group === chosen) + by];
    if (next !== undefined) choose(next);
  };
  const common = { group: 'Failures', isKeyOnly: true } as const;
  useCommands([
    { ...common, id: 'failures.next', title: 'Next group', keys: 'j', run: step(1) },
    { ...common, id: 'failures.previous', title: 'Previous group', keys: 'k', run: step(-1) },
    {
      ...common,
      id: 'failures.peek',
      title: 'Show or hide the panel',
      keys: 'space',
      run: togglePeek,
    },
    {
      ...{ id: 'failures.retry', title: 'Retry this group', group: 'Failures', keys: 'r' },
      refusal: refusalOfGroup(chosen),
      run: () => chosen !== null && retry(chosen),
    },
    {
      ...{ id: 'failures.open', title: 'Open its newest run', group: 'Failures', keys: 'enter' },
      refusal: newest === undefined ? 'No group is chosen.' : null,
      run: () =>
        newest !== undefined && void navigate({ to: '/runs/$run', params: { run: newest } }),
    },
    {
      ...{ id: 'failures.acknowledge', title: 'Acknowledge this group', group: 'Failures' },
      ...{ keys: 'a', synonyms: 'known mute' },
      refusal: words.block ?? refusalOfAcknowledge(chosen),
      run: () => chosen !== null && words.acknowledge(chosen),
    },
    {
      ...{ id: 'failures.resolve', title: 'Resolve this group…', group: 'Failures' },
      synonyms: 'done close set right',
      refusal: refusalOfResolve(chosen),
      run: () => chosen !== null && resolve(chosen),
    },
    ...(isPeeking
      ? [
          {
            ...common,
            id: 'failures.close',
            title: 'Hide the panel',
            keys: 'escape',
            run: togglePeek,
          },
        ]
      : []),
  ]);
}

/** `null` if it has runs that can be retried, else why not. */
function refusalOfGroup(group: FailureGroup | null): string | null {
  if (group === null) return 'No group is chosen.';
  if (group.retryable.length > 0) return null;
  if (group.unknownCount > 0) return 'Its outcome is unknown: say what happened first.';
  return group.openCount === 0
    ? 'Nothing in this group is left to be retried.'
    : 'None of its runs can be retried: open one to see why.';
}
