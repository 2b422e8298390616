import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import type { Fact } from '#renderer/ui/definition-list.tsx';

/** Who said what about a group, as a line among its facts. */
export function factsOfMark({ mark }: FailureGroup): readonly Fact[] {
  if (mark === null) return [];
  const { kind, at, by, reason } = mark;
  return [
    {
      term: kind === 'resolved' ? 'Resolved' : 'Known to',
      value: (
        <span className="whitespace-normal">
          {by}, <Moment at={at} />
          {reason !== null && <>: “{reason}”</>}
        </span>
      ),
    },
  ];
}
