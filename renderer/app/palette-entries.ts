import type { Job } from '#shared/contract/job-schema.ts';
import type { DeskCommand } from '#renderer/data/command-registry.ts';
import type { Match } from '#renderer/lib/match-text.ts';
import { bestMatches } from '#renderer/lib/match-text.ts';

const RUN_ID = /^#?([0-9a-z]{4}-\d+)$/i;
/** The address of a run’s screen, as a browser, “Copy a link” or a chat has it. */
const RUN_ADDRESS = /^(?:[a-z][a-z\d+.-]*:\/\/[^/\s]+)?\/runs\/([0-9a-z]{4}-\d+)(?:[/?#]\S*)?$/i;
/** More than anybody reads; drawing all would make typing slow. */
const SHOWN_JOBS = 40;
/** While nothing is typed, commands are to be seen too. */
const FIRST_JOBS = 5;

export type PaletteEntry =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'command'; readonly command: DeskCommand };

export interface PaletteSection {
  readonly heading: string;
  readonly entries: readonly PaletteEntry[];
}

/** The run that is meant where what was typed or pasted is the id of one, as a screen shows it or as it is said, or its address. */
export function runIdIn(typed: string): string | null {
  const text = typed.trim();
  return (RUN_ID.exec(text) ?? RUN_ADDRESS.exec(text))?.[1]?.toLowerCase() ?? null;
}

/** Jobs and commands that are meant by what was typed, the section with the best of them first. */
export function paletteSections(
  typed: string,
  jobs: readonly Job[],
  commands: readonly DeskCommand[],
): readonly PaletteSection[] {
  const shownJobs = typed.trim() === '' ? FIRST_JOBS : SHOWN_JOBS;
  const foundJobs = bestMatches(jobs, typed, ({ name, target, effect }) => ({
    name,
    others: [target, effect],
  })).slice(0, shownJobs);
  const foundCommands = bestMatches(commands, typed, ({ id, title, group, synonyms = '' }) => ({
    name: title,
    others: [id, group, synonyms],
  }));
  const groups = Map.groupBy(foundCommands, ({ item }) => item.group);
  return [
    toSection('Jobs', foundJobs, (job) => ({ kind: 'job', job })),
    ...[...groups].map(([group, found]) =>
      toSection(group, found, (command) => ({ kind: 'command', command })),
    ),
  ]
    .filter(({ entries }) => entries.length > 0)
    .toSorted((one, other) => other.best - one.best);
}

function toSection<Item>(
  heading: string,
  found: readonly Match<Item>[],
  toEntry: (item: Item) => PaletteEntry,
): PaletteSection & { readonly best: number } {
  const entries = found.map(({ item }) => toEntry(item));
  return { heading, entries, best: found[0]?.score ?? 0 };
}
