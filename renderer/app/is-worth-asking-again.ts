import { isNotFound } from '#renderer/data/use-instance-command.ts';

/** Whether a reading that failed is tried once more: what does not exist will not exist a second later either. */
export function isWorthAskingAgain(failureCount: number, failure: unknown): boolean {
  return failureCount === 0 && !isNotFound(failure);
}
