import type { AttemptRequest } from '#engine/core/executor.ts';
import type { ExitRecord } from '#engine/executors/process/attempt-folder.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { formatDuration } from '#shared/lib/duration.ts';

/** What an exit record says about the attempt. */
export function toExitOutcome(
  record: ExitRecord,
  limits: Pick<AttemptRequest, 'timeoutMs'>,
): AttemptOutcome {
  return { ...endingOf(record, limits), endedAt: record.endedAt };
}

function endingOf(
  record: ExitRecord,
  { timeoutMs }: Pick<AttemptRequest, 'timeoutMs'>,
): AttemptOutcome {
  if (record.kind === 'spawn_error') return toSpawnFailure(record.message);
  const { code, signal, lastLine, output = null } = record;
  const failed = { exitCode: code, httpStatus: null, signal, retryAfterMs: null };
  switch (record.endedBy) {
    case 'cancel':
      return { kind: 'cancelled', exitCode: code, message: 'it was cancelled, and has ended' };
    case 'timeout': {
      const message = withLine(
        `not done after ${formatDuration(timeoutMs)}, so it was ended`,
        lastLine,
      );
      return { kind: 'timed_out', failureClass: 'timeout', ...failed, message };
    }
    case 'itself':
      if (code === 0) {
        return { kind: 'succeeded', exitCode: 0, httpStatus: null, message: null, output };
      }
      return code === null
        ? {
            kind: 'failed',
            failureClass: 'signal',
            ...failed,
            message: withLine(`ended by ${signal ?? 'a signal'}`, lastLine),
          }
        : {
            kind: 'failed',
            failureClass: `exit:${code}`,
            ...failed,
            message: withLine(`exit code ${code}`, lastLine),
            output,
          };
  }
}

/** No process came about, for the reason that `message` gives. */
export function toSpawnFailure(message: string): AttemptOutcome {
  const none = { exitCode: null, httpStatus: null, signal: null, retryAfterMs: null };
  return { kind: 'failed', failureClass: 'spawn', ...none, message };
}

function withLine(what: string, lastLine: string): string {
  return lastLine === '' ? what : `${what}: ${lastLine}`;
}
