import { Screen } from '#renderer/parts/screen.tsx';

export function JobsScreen() {
  return <Screen title="Jobs">{null}</Screen>;
}
