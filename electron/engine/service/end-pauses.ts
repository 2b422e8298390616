import type { Actor } from '#engine/core/live-run.ts';
import type { Store, TriggerRecord } from '#engine/core/store.ts';
import type { Turn } from '#engine/service/turn.ts';

const BY_ITSELF: Actor = { name: 'scheduler', reason: 'it was paused until now' };

/**
 * Ends the pauses whose time is over. An engine that was down may come to it late: then what came before the pause
 * was to end was paused, and only what came after it was missed.
 */
export function endPauses(
  { read }: Pick<Store, 'read'>,
  turn: Turn,
  settleBefore: (record: TriggerRecord, at: number) => void,
): void {
  for (const { on, pause } of read.pauses()) {
    const { untilAt } = pause;
    if (untilAt === null || untilAt > turn.now) continue;
    if ('jobKey' in on) {
      for (const record of read.readTriggers(on.jobKey)) {
        if (on.scope === 'job' || on.triggerKey === record.triggerKey) {
          settleBefore(record, untilAt);
        }
      }
    }
    const changes = [{ type: 'pause_ended', on, actor: BY_ITSELF } as const];
    turn.carryOut({ changes, effects: [], answer: undefined });
  }
}
