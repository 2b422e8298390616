import type { FailureClass, FailurePattern } from '#shared/domain/failure-class.ts';
import { failureMatches } from '#shared/domain/failure-class.ts';

/** Client errors that another try may cure. */
const TEMPORARY: readonly FailurePattern[] = ['http:408', 'http:425', 'http:429'];

/** The server understood the request and would refuse it again as it is. */
export function isRefusal(failureClass: string | null): boolean {
  if (failureClass === null) return false;
  const matches = (pattern: FailurePattern) =>
    failureMatches(failureClass as FailureClass, pattern);
  return matches('http:4xx') && !TEMPORARY.some(matches);
}
