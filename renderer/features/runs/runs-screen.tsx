import { Screen } from '#renderer/parts/screen.tsx';

export function RunsScreen() {
  return <Screen title="Runs">{null}</Screen>;
}
