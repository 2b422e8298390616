import type { TriggerEvent } from '#shared/domain/trigger.ts';
import type { Store } from '#engine/core/store.ts';
import type { CauseFirer } from '#engine/service/fire-cause.ts';
import type { Turn } from '#engine/service/turn.ts';

/** Fires the triggers of what happens to the engine. */
export interface Events {
  happened(turn: Turn, event: TriggerEvent): void;
}

export function createEvents({ read }: Pick<Store, 'read'>, firer: CauseFirer): Events {
  return {
    happened(turn, event) {
      for (const record of read.causedTriggers(`event:${event}`)) {
        firer.fire(turn, record, { origin: 'event', causedBy: null, dependencies: [] });
      }
    },
  };
}
