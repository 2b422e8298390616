import { X } from 'lucide-react';
import { formatRunFilter } from '#shared/domain/format-run-filter.ts';
import type { RunFilter } from '#shared/domain/run-filter.ts';
import { Button } from '#renderer/ui/button.tsx';

/** States have their toggles, words their box. */
const CHIPS = [
  'job',
  'method',
  'origin',
  'attempts',
  'durationMs',
  'since',
  'sinceAgoMs',
  'until',
  'error',
  'input',
  'fingerprint',
  'isLate',
  'isPinned',
] as const satisfies readonly (keyof RunFilter)[];

export interface FilterChipsProps {
  readonly filter: RunFilter;
  readonly onChange: (changed: Partial<RunFilter>) => void;
  readonly onClear: () => void;
}

/** The parts of a filter as they are typed, each to be taken away. */
export function FilterChips({ filter, onChange, onClear }: FilterChipsProps) {
  const set = CHIPS.filter((field) => filter[field] !== undefined);
  if (set.length === 0 && filter.state === undefined && filter.text === undefined) return null;
  return (
    <>
      {set.map((field) => {
        const text = formatRunFilter({ [field]: filter[field] });
        return (
          <span
            key={field}
            title={text}
            className="machine inline-flex h-5 max-w-80 items-center gap-1 rounded-mark border border-line bg-sunken pl-1.5"
          >
            <ChipText text={text} />
            <button
              type="button"
              aria-label={`Remove the filter ${text}`}
              onClick={() => onChange({ [field]: undefined })}
              className="px-1 text-text-3 hover:text-text-1"
            >
              <X size={12} />
            </button>
          </span>
        );
      })}
      <Button look="quiet" size="small" onClick={onClear}>
        Clear
      </Button>
    </>
  );
}

/** The field is lighter than what it has to be; an instant loses what nobody reads of it. */
function ChipText({ text }: { readonly text: string }) {
  const [, field = '', value = text] = /^([^:]+:)(.*)$/s.exec(text) ?? [];
  const shown = value.replaceAll(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*Z/g, '$1 $2 UTC');
  return (
    <span className="truncate">
      <span className="text-text-3">{field}</span>
      {shown}
    </span>
  );
}
