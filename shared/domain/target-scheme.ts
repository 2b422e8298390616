import type { TargetScheme } from '#shared/domain/target.ts';

/** How a target that was accepted is carried out; both of the web's schemes are `http`. */
export function targetScheme(target: string): TargetScheme {
  const scheme = target.slice(0, target.indexOf(':')).toLowerCase();
  return scheme === 'exec' || scheme === 'shell' || scheme === 'builtin' ? scheme : 'http';
}

export function isHttpTarget(target: string): boolean {
  return targetScheme(target) === 'http';
}

/** Whether it is carried out by a process of its own, which may outlive the engine. */
export function isProcessTarget(target: string): boolean {
  const scheme = targetScheme(target);
  return scheme === 'exec' || scheme === 'shell';
}
