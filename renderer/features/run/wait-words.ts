import type { GateName } from '#shared/domain/gate.ts';

const WORDS: Readonly<Record<GateName, string>> = {
  not_due: 'its due time',
  scheduler_paused: 'the scheduler, which was paused',
  job_paused: 'its job, which was paused',
  trigger_paused: 'its trigger, which was paused',
  key_paused: 'its concurrency key, which was paused',
  held: 'somebody to release it',
  dependency: 'what it depends on',
  key_busy: 'its concurrency keys',
  overlap: 'another run of this job',
  no_worker: 'a free worker',
  retry_backoff: 'the delay before the next attempt',
  engine_draining: 'the engine to start again',
  instance_unreachable: 'the instance, which was not reached',
};

/** What an attempt waited for at a gate, to stand after “waited for”. An engine may know gates that we do not. */
export function waitWords(gate: string): string {
  return (WORDS as Readonly<Record<string, string>>)[gate] ?? gate.replaceAll('_', ' ');
}
