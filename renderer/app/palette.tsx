import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Job } from '#shared/contract/job-schema.ts';
import type { DeskCommand } from '#renderer/data/command-registry.ts';
import { useCommandRegistry } from '#renderer/data/command-registry.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { paletteSections, runIdIn } from '#renderer/app/palette-entries.ts';
import { useOverlays } from '#renderer/app/overlay-store.ts';
import { EffectTemplate } from '#renderer/parts/effect-template.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { MethodChip } from '#renderer/parts/method-chip.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

/** Find a job, or do anything that can be done here. A run’s id or address that is pasted leads to the run. */
export function Palette() {
  const { open, close } = useOverlays();
  return (
    <Dialog.Root open={open === 'palette'} onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label="Find or do"
          className="fixed top-[12vh] left-1/2 z-40 w-150 max-w-[calc(100vw-48px)] -translate-x-1/2 overflow-hidden rounded-panel bg-raised shadow-dialog"
        >
          <PaletteList close={close} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList({ close }: { readonly close: () => void }) {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const commands = usePaletteCommands();
  const jobs = useQuery(useOperations().jobs.list.queryOptions()).data?.jobs ?? [];
  const sections = paletteSections(text, jobs, commands);
  const run = runIdIn(text);
  const pick = (action: () => void) => () => {
    close();
    action();
  };

  return (
    // What is shown is chosen here: cmdk scores an item when it is mounted, and would lose one that changes.
    <Command label="Find or do" loop shouldFilter={false}>
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder="A job, a run’s id or address, or what to do"
        className="h-11 w-full border-b border-line bg-transparent px-4 text-effect outline-none placeholder:text-text-3"
      />
      <Command.List className="max-h-[56vh] scroll-pb-4 overflow-auto p-1.5 pb-4 [mask-image:linear-gradient(to_bottom,black_calc(100%-16px),transparent)]">
        {run === null && sections.length === 0 && (
          <p className="px-3 py-4 text-text-2">
            Nothing here is called that. Try a job’s name, or a verb such as “retry”.
          </p>
        )}
        {run !== null && (
          <PaletteGroup heading="Run">
            <PaletteItem
              value={`run ${run}`}
              onSelect={pick(() => void navigate({ to: '/runs/$run', params: { run } }))}
            >
              Open run <span className="machine">{run}</span>
            </PaletteItem>
          </PaletteGroup>
        )}
        {sections.map(({ heading, entries }) => (
          <PaletteGroup key={heading} heading={heading}>
            {entries.map((entry) =>
              entry.kind === 'job' ? (
                <JobItem key={entry.job.name} job={entry.job} pick={pick} />
              ) : (
                <CommandItem
                  key={entry.command.id}
                  command={entry.command}
                  onPick={pick(entry.command.run)}
                />
              ),
            )}
          </PaletteGroup>
        ))}
      </Command.List>
    </Command>
  );
}

function JobItem(props: { readonly job: Job; readonly pick: (action: () => void) => () => void }) {
  const { job, pick } = props;
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/jobs/$job', params: { job: job.name } });
  return (
    <PaletteItem value={`job ${job.name}`} onSelect={pick(open)}>
      <MethodChip method={job.method} />
      <span className="font-medium">{job.name}</span>
      <span className="truncate text-text-3">
        <EffectTemplate effect={job.effect} input={definitionOf(job).input} />
      </span>
    </PaletteItem>
  );
}

/** Of several with one id, the one that was registered last; those of the screen before those of the frame. */
function usePaletteCommands(): readonly DeskCommand[] {
  const registrations = useCommandRegistry(({ registrations: all }) => all);
  const commands = registrations
    .toReversed()
    .flatMap(({ commands: own }) => own)
    .filter(({ isKeyOnly }) => isKeyOnly !== true);
  return [
    ...new Map(commands.toReversed().map((command) => [command.id, command])).values(),
  ].toReversed();
}

function CommandItem({
  command,
  onPick,
}: {
  readonly command: DeskCommand;
  readonly onPick: () => void;
}) {
  const { id, title, keys, refusal } = command;
  return (
    <PaletteItem value={`command ${id}`} isDisabled={refusal != null} onSelect={onPick}>
      <span className="whitespace-nowrap">{title}</span>
      {refusal != null && <span className="truncate text-text-3">{refusal}</span>}
      {keys !== undefined && (
        <span className="ml-auto">
          <KeyHint keys={keys} />
        </span>
      )}
    </PaletteItem>
  );
}

function PaletteGroup({
  heading,
  children,
}: {
  readonly heading: string;
  readonly children: ReactNode;
}) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-tiny [&_[cmdk-group-heading]]:text-text-3"
    >
      {children}
    </Command.Group>
  );
}

function PaletteItem(props: {
  readonly value: string;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}) {
  const { value, isDisabled = false, onSelect, children } = props;
  return (
    <Command.Item
      value={value}
      disabled={isDisabled}
      onSelect={onSelect}
      className="flex h-8 items-center gap-2 rounded-control px-2.5 data-[disabled=true]:text-text-3 data-[selected=true]:bg-selected"
    >
      {children}
    </Command.Item>
  );
}
