import type { Instance } from '#renderer/data/instance.tsx';

const COLOURS: Readonly<Record<Instance['kind'], string>> = {
  local: 'bg-instance-local',
  production: 'bg-instance-production',
  development: 'bg-instance-development',
};

/** The colour of an instance: an upright bar before its name, never a dot. */
export function InstanceFlag({ kind }: { readonly kind: Instance['kind'] }) {
  return (
    <span aria-hidden="true" className={`h-3 w-[3px] shrink-0 rounded-[1px] ${COLOURS[kind]}`} />
  );
}
