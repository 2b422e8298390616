import type { MovedInstant, TimeJumpView } from '#shared/contract/activity-schema.ts';
import { formatTriggerKey } from '#server/format-occurrence.ts';
import { formatMoment, formatSpan } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

const CAUSES: Readonly<Record<TimeJumpView['cause'], string>> = {
  slept: 'the machine slept',
  stood_still: 'nothing ran: the machine slept, or the engine was held up',
  set_forward: 'the clock was set forward',
  set_back: 'the clock was set back',
};

/** What happened to time, the newest first, and what new time-zone data moved. */
export function formatTimes(
  jumps: readonly TimeJumpView[],
  moved: readonly MovedInstant[],
  terminal: Terminal,
): string {
  if (jumps.length + moved.length === 0) {
    return 'The machine did not sleep, its clock was not set, and no time-zone data moved anything.';
  }
  return [
    ...(jumps.length === 0 ? [] : [formatJumps(jumps, terminal)]),
    ...(moved.length === 0 ? [] : [formatMoved(moved, terminal)]),
  ].join('\n\n');
}

function formatJumps(jumps: readonly TimeJumpView[], terminal: Terminal): string {
  const rows = jumps.map(({ cause, fromAt, toAt }) => [
    formatMoment(fromAt, terminal),
    formatMoment(toAt, terminal),
    formatSpan(Math.abs(toAt - fromAt)),
    CAUSES[cause],
  ]);
  return formatTable(['FROM', 'TO', 'LENGTH', 'WHAT'], rows, terminal, { spare: ['WHAT'] });
}

function formatMoved(moved: readonly MovedInstant[], terminal: Terminal): string {
  const rows = moved.map(({ job, trigger, fromAt, toAt, zoneData }) => [
    job,
    formatTriggerKey(trigger),
    formatMoment(fromAt, terminal),
    formatMoment(toAt, terminal),
    `time-zone data ${zoneData}`,
  ]);
  const titles = ['JOB', 'TRIGGER', 'MOVED FROM', 'TO', 'BY'];
  return formatTable(titles, rows, terminal, { spare: ['TRIGGER', 'BY'] });
}
