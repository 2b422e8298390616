import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isTimeZone } from '#shared/domain/zone-offset.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { usePreferences } from '#renderer/data/preferences.ts';
import { formatClockSeconds, nameZone } from '#renderer/lib/format-instant.ts';
import { OptionList } from '#renderer/ui/option-list.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

type ZoneChoice = 'machine' | 'instance' | 'utc' | 'other';

const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Which zone's clocks all times are shown by. It changes nothing about when jobs fire. */
export function ZoneSection() {
  const { zone, change } = usePreferences();
  const instanceZone = useQuery(useOperations().instance.describe.queryOptions()).data?.zone;
  const [asked, setAsked] = useState<ZoneChoice | null>(null);
  const choice = asked ?? choiceOf(zone, instanceZone);

  function choose(next: ZoneChoice): void {
    setAsked(next);
    if (next === 'machine') change({ zone: null });
    if (next === 'utc') change({ zone: 'UTC' });
    if (next === 'instance' && instanceZone !== undefined) change({ zone: instanceZone });
  }

  return (
    <section aria-label="Times">
      <SectionHeading
        title="Times"
        detail="shown by the clocks of this zone; jobs fire by their own"
      />
      <OptionList
        label="Zone"
        value={choice}
        onChange={choose}
        options={[
          { value: 'machine', title: 'This machine’s', text: <ZoneClock zone={machineZone} /> },
          {
            value: 'instance',
            title: 'The instance’s',
            text: <ZoneClock zone={instanceZone ?? machineZone} />,
          },
          { value: 'utc', title: 'UTC', text: <ZoneClock zone="UTC" /> },
          { value: 'other', title: 'Another', text: 'Any IANA name, such as Asia/Tokyo' },
        ]}
      />
      {choice === 'other' && <OtherZone />}
    </section>
  );
}

function choiceOf(zone: string | null, instanceZone: string | undefined): ZoneChoice {
  if (zone === null) return 'machine';
  if (zone === 'UTC') return 'utc';
  return zone === instanceZone ? 'instance' : 'other';
}

function ZoneClock({ zone }: { readonly zone: string }) {
  const now = useNow();
  return (
    <>
      {nameZone(now, zone)}, {formatClockSeconds(now, zone)} now
    </>
  );
}

/** Taken over as soon as it is the name of a zone; until then the old one stays. */
function OtherZone() {
  const { zone, change } = usePreferences();
  const now = useNow();
  const [name, setName] = useState(zone ?? machineZone);
  const trimmed = name.trim();
  const isKnown = isTimeZone(trimmed);

  function type(next: string): void {
    setName(next);
    if (isTimeZone(next.trim())) change({ zone: next.trim() });
  }

  return (
    <div className="max-w-80 pt-1 pl-8.5">
      <TextField
        label="IANA name"
        isMachine
        hasFocus
        value={name}
        onChange={type}
        problem={isKnown || trimmed === '' ? null : 'No zone has this name.'}
        hint={isKnown ? `${formatClockSeconds(now, trimmed)} now` : 'Such as Europe/Berlin'}
      />
    </div>
  );
}
