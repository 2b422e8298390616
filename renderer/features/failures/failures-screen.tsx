import { Screen } from '#renderer/parts/screen.tsx';

export function FailuresScreen() {
  return <Screen title="Failures">{null}</Screen>;
}
