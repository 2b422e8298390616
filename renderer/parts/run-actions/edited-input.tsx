import type { JsonObject } from '#shared/lib/json.ts';
import { jsonDifferences } from '#renderer/lib/json-differences.ts';
import type { InputFormProps } from '#renderer/parts/input/input-form.tsx';
import { InputForm } from '#renderer/parts/input/input-form.tsx';
import { DifferenceList } from '#renderer/ui/difference-list.tsx';

export interface EditedInputProps extends InputFormProps {
  /** The input of the run that the new one is made from. */
  readonly original: JsonObject;
}

/** An input that is made from another one: the form at the left, what is different at the right. */
export function EditedInput({ original, ...form }: EditedInputProps) {
  const { input, fault } = form.draft;
  return (
    <div className="grid grid-cols-2 gap-4">
      <InputForm {...form} />
      <div className="flex min-w-0 flex-col gap-2">
        <span className="flex h-7 items-center text-small text-text-2">What you changed</span>
        {fault === null ? (
          <DifferenceList
            differences={jsonDifferences(original, input)}
            none="Nothing: the input stays as it was."
          />
        ) : (
          <p className="text-small text-text-3">It is shown again once the input is JSON.</p>
        )}
      </div>
    </div>
  );
}
