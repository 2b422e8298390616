import { useQuery } from '@tanstack/react-query';
import type { BackupView } from '#shared/contract/backup-operations.ts';
import { formatBytes } from '#shared/lib/format-bytes.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { sentenceOfProblem, useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { kindOfBackup, whatIsKept } from '#renderer/features/settings/backup-words.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

/** What could be gone back to, and one more of it. */
export function BackupSection() {
  const { client } = useInstance();
  const { data, error } = useQuery(useOperations().backups.list.queryOptions());
  const make = useInstanceCommand(client.backups.make);

  function backUp(): void {
    make.ask({ reason: null }, ({ backup }) => {
      const { jobCount, runCount } = backup.contents;
      tell(`Backed up and read through: ${jobCount} jobs, ${runCount} runs`);
    });
  }

  return (
    <section aria-label="Backups">
      <SectionHeading
        title="Backups"
        detail={data === undefined ? undefined : whatIsKept(data.keptCount)}
        action={
          <Button size="small" disabled={make.isAsking || make.block !== null} onClick={backUp}>
            {make.isAsking ? 'Backing up …' : 'Back up now'}
          </Button>
        }
      />
      <div className="flex flex-col gap-2">
        {error !== null && <Notice tone="failed" title={sentenceOfProblem(error)} isAlert />}
        {make.problem !== null && <Notice tone="failed" title={make.problem} isAlert />}
        {data?.failure != null && (
          <Notice tone="warning" title="The last automatic backup could not be made">
            {data.failure}
          </Notice>
        )}
        {data?.backups.length === 0 && (
          <p className="text-text-2">
            There is none yet. A backup is a copy of the database; the engine goes on meanwhile.
          </p>
        )}
        {data !== undefined && data.backups.length > 0 && <BackupList {...data} />}
      </div>
    </section>
  );
}

function BackupList(props: { readonly backups: readonly BackupView[]; readonly folder: string }) {
  const { backups, folder } = props;
  return (
    <>
      <ul aria-label="Backups, the newest first" className="max-h-56 overflow-auto">
        {backups.map((backup) => (
          <BackupRow key={backup.name} {...backup} />
        ))}
      </ul>
      <p className="truncate text-small text-text-3" title={folder}>
        Each was read through when it was made. They are in{' '}
        <span className="machine">{folder}</span>
      </p>
    </>
  );
}

function BackupRow({ name, sizeBytes, note }: BackupView) {
  return (
    <li
      title={name}
      className="grid h-7 grid-cols-[152px_64px_minmax(0,1fr)] items-center gap-x-3 border-b border-line last:border-b-0"
    >
      {note === null ? <span className="text-text-3">–</span> : <Moment at={note.at} />}
      <span className="text-right text-text-2 tabular-nums">{formatBytes(sizeBytes)}</span>
      <span className="truncate text-text-2">
        {note === null ? `${name} cannot be read` : kindOfBackup(note)}
      </span>
    </li>
  );
}
