import { useCommands } from '#renderer/data/command-registry.ts';
import type { ListSource } from '#renderer/parts/list-export/list-source.ts';
import { useListExport } from '#renderer/parts/list-export/use-list-export.ts';
import { MenuButton } from '#renderer/ui/menu-button.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export interface ExportMenuProps<Row> {
  readonly source: ListSource<Row>;
  /** What asks for the same list elsewhere. */
  readonly texts: {
    /** At the command line. */
    readonly command: string;
    /** A query of the HTTP API, such as `/runs?state=failed`. */
    readonly path: string;
  };
}

/** Takes a list elsewhere: as a file, or as what asks for it at a command line. */
export function ExportMenu<Row>({ source, texts }: ExportMenuProps<Row>) {
  const { save, rowCount } = useListExport(source);
  const curl = curlOf(texts.path);
  const copy = (text: string, what: string) => () =>
    void navigator.clipboard.writeText(text).then(() => tell(`${what} copied`));
  const files = [
    { id: 'list.save-csv', text: 'Save as CSV', onChoose: () => save('csv') },
    { id: 'list.save-json', text: 'Save as JSON', onChoose: () => save('json') },
  ];
  const copies = [
    {
      ...{ id: 'list.copy-command', text: 'Copy as nightdesk command' },
      onChoose: copy(texts.command, 'Command'),
    },
    ...(curl === null
      ? []
      : [{ id: 'list.copy-curl', text: 'Copy as curl', onChoose: copy(curl, 'curl command') }]),
  ];
  useCommands(
    [...files, ...copies].map(({ id, text, onChoose }) => ({
      ...{ id, title: `${text}: this list`, group: 'List', synonyms: 'export download' },
      run: onChoose,
    })),
  );
  return (
    <MenuButton groups={[files, copies]} isDisabled={rowCount !== null}>
      {rowCount === null ? 'Export' : `Reading ${rowCount.toLocaleString('en')}…`}
    </MenuButton>
  );
}

/** `null` in the desktop application, where nothing listens. */
export function curlOf(path: string): string | null {
  if (!location.protocol.startsWith('http')) return null;
  return `curl -H "Authorization: Bearer $TOKEN" '${location.origin}/api/v1${path}'`;
}
