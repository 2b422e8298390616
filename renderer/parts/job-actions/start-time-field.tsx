import { formatLocalTime } from '#shared/domain/local-time.ts';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';
import { nameZone } from '#renderer/lib/format-instant.ts';
import { formatRelative } from '#renderer/lib/format-relative.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

export interface StartTimeFieldProps {
  /** As it was written; `null` for now. */
  readonly text: string | null;
  readonly onChange: (text: string | null) => void;
  readonly problem: string | null;
  /** What the text means, if anything. */
  readonly at: number | null;
}

const HOUR = 3_600_000;

/** Now, or at a local time of the zone that the console shows. */
export function StartTimeField({ text, onChange, problem, at }: StartTimeFieldProps) {
  const now = useNow();
  const zone = useZone();
  const nextHour = (Math.floor(now / HOUR) + 1) * HOUR;
  const example = writeLocalTime(nextHour, zone);
  const name = nameZone(at ?? now, zone);
  return (
    <div className="flex flex-col items-start gap-2">
      <Segmented
        label="When it starts"
        value={text === null ? 'now' : 'later'}
        onChange={(when) => onChange(when === 'now' ? null : example)}
        options={[
          { value: 'now', text: 'Now' },
          { value: 'later', text: 'At a time' },
        ]}
      />
      {text !== null && (
        <div className="w-full">
          <TextField
            label={`Start, as the clocks of ${name} show it`}
            isMachine
            hasFocus
            value={text}
            onChange={onChange}
            problem={problem}
            hint={
              at === null ? `Write it like ${example}.` : `${capitalise(formatRelative(at, now))}.`
            }
          />
        </div>
      )}
    </div>
  );
}

function writeLocalTime(at: number, zone: string): string {
  return formatLocalTime(at, zone).replace('T', ' ');
}
