import type { HistoryRecords } from '#test/simulation/auditor/history-records.ts';

/** P6: numbered without gaps, and told to a follower in that order, each once. */
export function judgeStream(
  { events }: HistoryRecords,
  followed: readonly number[],
): readonly string[] {
  const isNumbered = events.every(({ seq }, index) => seq === index + 1);
  const isToldInOrder = followed.every((seq, index) => seq === index + 1);
  return [
    ...(isNumbered ? [] : ['P6: the journal has gaps']),
    ...(isToldInOrder ? [] : ['P6: a follower of the journal missed events, or got some twice']),
    ...(followed.length === events.length
      ? []
      : [`P6: a follower was told ${followed.length} of ${events.length} events`]),
  ];
}
