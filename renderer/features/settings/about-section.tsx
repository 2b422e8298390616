import { useQuery } from '@tanstack/react-query';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** What answers: everything that a report of a fault needs. */
export function AboutSection() {
  const { name, kind } = useInstance();
  const { data, error } = useQuery(useOperations().instance.describe.queryOptions());
  return (
    <section aria-label="About" className="min-h-60">
      <SectionHeading title="About" detail="this instance" />
      {error !== null && <Notice tone="failed" title={sentenceOfProblem(error)} isAlert />}
      {data?.degradedBecause != null && <Notice tone="warning" title={data.degradedBecause} />}
      {data !== undefined && (
        <DefinitionList
          items={[
            {
              term: 'Instance',
              value: (
                <span className="flex items-center gap-2">
                  <InstanceFlag kind={kind} /> {name}{' '}
                  <span className="machine text-text-3">{data.code}</span>
                </span>
              ),
            },
            { term: 'Version', value: `Nightdesk ${data.version}` },
            { term: 'Contract', value: data.contractVersion },
            { term: 'Data folder', value: <DataFolder path={data.dataFolder} /> },
            { term: 'Started', value: <Moment at={data.startedAt} /> },
            { term: 'Process', value: <span className="machine">{data.pid}</span> },
            { term: 'Workers', value: `${data.workers}, of which ${data.runningCount} work` },
            { term: 'Zone', value: data.zone },
            { term: 'Zone data', value: data.zoneData },
            { term: 'SQLite', value: data.sqliteVersion },
          ]}
        />
      )}
    </section>
  );
}

function DataFolder({ path }: { readonly path: string }) {
  return (
    <span className="machine" title={path}>
      {path}
    </span>
  );
}
