import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { CSV_OF_FAILURES } from '#shared/contract/list-columns.ts';
import type { Span } from '#renderer/features/failures/use-failure-groups.ts';
import { ExportMenu } from '#renderer/parts/list-export/export-menu.tsx';
import { inOnePage } from '#renderer/parts/list-export/list-source.ts';

export interface FailureExportProps {
  readonly groups: readonly FailureGroup[];
  readonly span: Span;
  /** Where the span begins, epoch milliseconds. */
  readonly since: number;
}

/** Takes the groups elsewhere; nothing where there are none. */
export function FailureExport({ groups, span, since }: FailureExportProps) {
  if (groups.length === 0) return null;
  return (
    <ExportMenu
      source={{ name: 'failures', csv: CSV_OF_FAILURES, pages: () => inOnePage(groups) }}
      texts={{ command: `nightdesk failures --since ${span}`, path: `/failures?since=${since}` }}
    />
  );
}
