import { Screen } from '#renderer/parts/screen.tsx';

export function TodayScreen() {
  return <Screen title="Today">{null}</Screen>;
}
