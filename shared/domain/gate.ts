/**
 * Named reasons why a run that is not over may not start now. The dispatcher decides by them and `explain`
 * tells them: one set of functions, `electron/engine/core/gates.ts`.
 */
export type GateName =
  | 'not_due'
  | 'scheduler_paused'
  | 'job_paused'
  | 'trigger_paused'
  | 'key_paused'
  | 'held'
  | 'dependency'
  | 'key_busy'
  | 'overlap'
  | 'no_worker'
  | 'retry_backoff'
  | 'engine_draining'
  | 'instance_unreachable';

export const GATE_NAMES = [
  'not_due',
  'scheduler_paused',
  'job_paused',
  'trigger_paused',
  'key_paused',
  'held',
  'dependency',
  'key_busy',
  'overlap',
  'no_worker',
  'retry_backoff',
  'engine_draining',
  'instance_unreachable',
] as const satisfies readonly GateName[];

/** What a person could do to open a gate. */
export type GateAction =
  | 'resume_scheduler'
  | 'resume_job'
  | 'resume_trigger'
  | 'resume_key'
  | 'release'
  | 'retry_now'
  | 'cancel_blocker'
  | 'wait';
export const GATE_ACTIONS = [
  'resume_scheduler',
  'resume_job',
  'resume_trigger',
  'resume_key',
  'release',
  'retry_now',
  'cancel_blocker',
  'wait',
] as const satisfies readonly GateAction[];
