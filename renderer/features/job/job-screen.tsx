import { Screen } from '#renderer/parts/screen.tsx';

export function JobScreen() {
  return <Screen title="Job">{null}</Screen>;
}
