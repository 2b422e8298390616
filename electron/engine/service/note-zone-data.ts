import type { DecisionReader } from '#engine/core/store.ts';
import { decideZoneData } from '#engine/core/zone-data.ts';
import type { Turn } from '#engine/service/turn.ts';

/** At the start: where the time-zone data is another one than at the last start, instants to come are planned anew. */
export function noteZoneData(read: DecisionReader, zoneData: string, turn: Turn): void {
  const { futureTriggers, lastDecidedAt } = read;
  const facts = { futureTriggers, lastDecidedAt, now: turn.now };
  turn.carryOut(decideZoneData({ ...facts, before: read.zoneData(), after: zoneData }));
}
