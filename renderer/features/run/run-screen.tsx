import { Screen } from '#renderer/parts/screen.tsx';

export function RunScreen() {
  return <Screen title="Run">{null}</Screen>;
}
