import type { GateName } from '#shared/domain/gate.ts';
import type { Gate } from '#engine/core/gates.ts';

/** What a lane waited for at a time. */
export interface Episode {
  readonly gate: Gate;
  readonly since: number;
  readonly until: number;
}

/** More are not told apart: the longest are kept. */
const KEPT = 16;

/** The same cause, looked at again, goes on. */
export function withEpisode(
  episodes: readonly Episode[],
  { gate, since, until }: Episode,
): readonly Episode[] {
  const last = episodes.at(-1);
  if (last !== undefined && isSameCause(last.gate, gate)) {
    return [...episodes.slice(0, -1), { gate, since: last.since, until }];
  }
  const all = [...episodes, { gate, since, until }];
  return all.length <= KEPT ? all : withoutShortest(all);
}

/** The longest of the waits at a gate since an instant. */
export function longestEpisode(
  episodes: readonly Episode[],
  gate: GateName,
  since: number,
): Gate | null {
  let longest: Episode | null = null;
  for (const episode of episodes) {
    if (episode.gate.name !== gate || episode.until <= since) continue;
    if (longest === null || lengthOf(episode, since) > lengthOf(longest, since)) longest = episode;
  }
  return longest?.gate ?? null;
}

function lengthOf({ since, until }: Episode, from: number): number {
  return until - Math.max(since, from);
}

function withoutShortest(episodes: readonly Episode[]): readonly Episode[] {
  const lengths = episodes.slice(0, -1).map((episode) => lengthOf(episode, -Infinity));
  const shortest = lengths.indexOf(Math.min(...lengths));
  return episodes.toSpliced(shortest, 1);
}

function isSameCause(a: Gate, b: Gate): boolean {
  return a.name === b.name && a.key === b.key && a.blockers[0] === b.blockers[0];
}
