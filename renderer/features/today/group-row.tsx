import { Link, useNavigate } from '@tanstack/react-router';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import {
  isSafeToRepeat,
  markOfGroup,
  needsSomebody,
  retryText,
  runsOfGroup,
  sizeOfGroup,
} from '#renderer/parts/failure-groups/failure-group.ts';
import { GroupStateWord } from '#renderer/parts/failure-groups/group-state-word.tsx';
import type { RunRetries } from '#renderer/parts/failure-groups/use-retry-runs.ts';
import { MethodChip } from '#renderer/parts/method-chip.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Histogram } from '#renderer/ui/histogram.tsx';

export interface GroupRowProps {
  readonly group: FailureGroup;
  readonly since: number;
  readonly retries: RunRetries;
}

export function GroupRow({ group, since, retries }: GroupRowProps) {
  const now = useNow();
  const zone = useZone();
  const mark = markOfGroup(group);
  const isQuiet = mark === null || mark === 'succeeded' || group.state === 'acknowledged';
  const [sample] = group.samples;
  const [method = 'GET'] = group.methods;
  return (
    <li className="grid h-13 grid-cols-[20px_minmax(0,1fr)_34px_84px_76px] items-center gap-x-2 border-b border-line @2xl:gap-x-3 @2xl:grid-cols-[20px_minmax(0,1fr)_44px_96px_84px_84px]">
      {mark === null ? <span /> : <StateMark name={mark} />}
      <div className="min-w-0">
        <Link
          to="/failures"
          search={{ group: group.fingerprint, span: '7d' }}
          title={group.message}
          className={`machine block truncate text-[12.5px] hover:underline ${isQuiet ? 'text-text-2' : 'font-medium'}`}
        >
          {group.message}
        </Link>
        <div className="flex min-w-0 items-center gap-2 text-small">
          <span
            title={group.jobs.join(', ')}
            className={`truncate @2xl:max-w-[45%] @2xl:shrink-0 ${isQuiet ? 'text-text-2' : 'font-medium'}`}
          >
            {group.jobs.join(', ')}
          </span>
          <span className="flex @2xl:hidden">
            <MethodChip method={method} />
          </span>
          {sample !== undefined && (
            <span className="hidden min-w-0 @2xl:flex">
              <RequestLine method={method} requestLine={sample.requestLine} />
            </span>
          )}
        </div>
      </div>
      <Link
        to="/runs"
        search={runsOfGroup(group, since)}
        className="counted text-right text-[18px] leading-5 font-semibold"
        aria-label={`${sizeOfGroup(group)} runs of this group`}
      >
        {sizeOfGroup(group)}
      </Link>
      <div className="text-small leading-[17px] whitespace-nowrap">
        <Moment at={group.lastAt} as="relative" />
        {group.state === 'regressed' ? (
          <div className="font-medium text-failed">regressed</div>
        ) : (
          <div className="truncate text-text-3">
            first {formatNearInstant(group.firstAt, zone, now)}
          </div>
        )}
      </div>
      <span className="hidden @2xl:block">
        <Histogram
          counts={group.histogram}
          isQuiet={isQuiet}
          label="When it failed within the last seven days"
        />
      </span>
      <span className="flex justify-end">
        <GroupButton group={group} retries={retries} />
      </span>
    </li>
  );
}

/** A GET is repeated at once; whatever changes something is looked at first. */
function GroupButton({ group, retries }: Omit<GroupRowProps, 'since'>) {
  const navigate = useNavigate();
  if (!needsSomebody(group)) return <GroupStateWord group={group} />;
  const count = group.retryable.length;
  if (isSafeToRepeat(group) && count > 0) {
    return (
      <Button
        size="small"
        disabled={retries.isAsking}
        aria-label={`Retry ${count} of ${group.jobs.join(', ')}`}
        onClick={() => retries.retry(group.retryable)}
      >
        {retryText(count)}
      </Button>
    );
  }
  const search = { group: group.fingerprint, span: '7d' } as const;
  return (
    <Button
      size="small"
      aria-label={`Review ${group.openCount} of ${group.jobs.join(', ')}`}
      onClick={() => void navigate({ to: '/failures', search })}
    >
      {group.openCount === 1 ? 'Review' : `Review ${group.openCount}`}
    </Button>
  );
}
