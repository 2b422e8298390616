import type { FailureGroup, FailureMark } from '#shared/contract/activity-schema.ts';
import type { GroupState } from '#shared/domain/failure-group-state.ts';
import { formatAge, formatInstant } from '#server/format-time.ts';
import { printable } from '#server/printable.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

const TITLES = ['GROUP', 'STATE', 'RUNS', 'LAST', 'JOB', 'MESSAGE'];

/** Those that need somebody first. */
const ORDER: readonly GroupState[] = ['open', 'regressed', 'acknowledged', 'retrying', 'resolved'];

/** Groups of failures as a table; a narrow terminal sees less of the message. */
export function formatFailures(groups: readonly FailureGroup[], terminal: Terminal): string {
  if (groups.length === 0) return 'Nothing failed.';
  const byUrgency = groups.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const rows = byUrgency.map((group) => [
    group.fingerprint,
    group.state,
    String(group.openCount + group.retryingCount + group.resolvedCount),
    formatAge(group.lastAt, terminal),
    group.jobs.join(', '),
    group.message,
  ]);
  return formatTable(TITLES, rows, terminal, { spare: ['JOB', 'MESSAGE'] });
}

/** What counts about a group now, on one line. */
export function formatMark(
  fingerprint: string,
  mark: FailureMark | null,
  terminal: Terminal,
): string {
  if (mark === null) return `${fingerprint}  nothing is said about it any more`;
  const { kind, by, at, reason } = mark;
  const because = reason === null ? '' : `: “${printable(reason)}”`;
  return `${fingerprint}  ${kind} by ${printable(by)}, ${formatInstant(at, terminal)}${because}`;
}
