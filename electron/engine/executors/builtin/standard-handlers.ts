import type { BuiltinContext, BuiltinHandler } from '#engine/executors/builtin/builtin-handler.ts';
import { MAX_TIMER_MS, type Clock } from '#shared/lib/clock.ts';

/** What every engine has, for trying things out and for measuring. */
export const STANDARD_BUILTINS = ['noop', 'sleep', 'fail'] as const;

export function createStandardHandlers(
  clock: Clock,
): Readonly<Record<(typeof STANDARD_BUILTINS)[number], BuiltinHandler>> {
  return { noop: () => undefined, sleep: (context) => sleep(context, clock), fail };
}

/** Takes `ms` milliseconds, or less if it is told to end. */
function sleep({ input, signal }: BuiltinContext, clock: Clock): Promise<undefined> {
  const ms = input['ms'];
  if (typeof ms !== 'number' || !(ms >= 0 && ms <= MAX_TIMER_MS)) {
    throw new Error(`sleep needs "ms", a number of milliseconds from 0 to ${MAX_TIMER_MS}`);
  }
  return new Promise((resolve) => {
    const timer = clock.setTimer(ms, () => resolve(undefined));
    signal.addEventListener('abort', () => {
      timer.cancel();
      resolve(undefined);
    });
  });
}

function fail({ input }: BuiltinContext): never {
  const { message } = input;
  throw new Error(typeof message === 'string' ? message : 'Failed, as it was told to');
}
