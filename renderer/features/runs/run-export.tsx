import { CSV_OF_RUNS } from '#shared/contract/list-columns.ts';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import { readRunPages } from '#shared/contract/run-pages.ts';
import { toFilterTexts } from '#shared/domain/format-run-filter.ts';
import { shellWord } from '#shared/lib/shell-word.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { toQueryString } from '#renderer/lib/query-string.ts';
import { ExportMenu } from '#renderer/parts/list-export/export-menu.tsx';

/** Takes all runs that the filter means elsewhere. */
export function RunExport({ filter }: { readonly filter: RunFilter }) {
  const { client } = useInstance();
  const pages = () => readRunPages(client.runs.list, filter);
  const words = toFilterTexts(filter).map(shellWord);
  return (
    <ExportMenu
      source={{ name: 'runs', csv: CSV_OF_RUNS, pages }}
      texts={{
        command: ['nightdesk runs', ...words].join(' '),
        path: `/runs${toQueryString(filter)}`,
      }}
    />
  );
}
