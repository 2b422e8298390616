import { Screen } from '#renderer/parts/screen.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CodeBlock } from '#renderer/ui/code-block.tsx';

/** A defect in one screen: the others go on. */
export function ScreenProblem({
  error,
  reset,
}: {
  readonly error: unknown;
  readonly reset: () => void;
}) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    <Screen title="This screen has failed">
      <div className="flex flex-col items-start gap-3 p-5">
        <p className="text-text-2">
          This is a defect in the console; the instance and its runs are not touched by it. What the
          screen said:
        </p>
        <CodeBlock text={text} label="The error" />
        <Button onClick={reset}>Show the screen again</Button>
      </div>
    </Screen>
  );
}
