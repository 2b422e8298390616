import type { Run } from '#shared/contract/run-schema.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';

export interface FirstRunWarning {
  readonly title: string;
  readonly text: string;
}

/** What a new run of a state change comes on top of; `null` where the first is over without having done anything. */
export function firstRunWarning({
  id,
  method,
  state,
}: Pick<Run, 'id' | 'method' | 'state'>): FirstRunWarning | null {
  if (method !== 'POST') return null;
  if (state === 'succeeded') {
    return {
      title: 'This request has already succeeded.',
      text: 'A POST changes something each time it is performed.',
    };
  }
  if (state === 'unknown') {
    return {
      title: 'Nobody knows whether this request was performed.',
      text: 'If it was, the new run performs it a second time.',
    };
  }
  if (isFinalRun(state)) return null;
  return {
    title:
      state === 'running' ? `Run ${id} performs it now.` : `Run ${id} is still to be performed.`,
    text: 'The new run is performed besides it. If only the new one is meant, cancel the first.',
  };
}
