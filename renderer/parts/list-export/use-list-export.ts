import { useState } from 'react';
import type { ListFormat } from '#shared/contract/write-list.ts';
import { writeList } from '#shared/contract/write-list.ts';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { saveFile } from '#renderer/parts/list-export/save-file.ts';
import type { ListSource } from '#renderer/parts/list-export/list-source.ts';
import { tell } from '#renderer/ui/toasts.tsx';

const TYPES: Readonly<Record<ListFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
};

export interface ListExport {
  readonly save: (format: ListFormat) => void;
  /** How many rows have been read; `null` while nothing is being saved. */
  readonly rowCount: number | null;
}

/** Saves a whole list as a file: whatever the filter means, and not only what is drawn. */
export function useListExport<Row>(source: ListSource<Row>): ListExport {
  const [rowCount, setRowCount] = useState<number | null>(null);

  async function write(format: ListFormat): Promise<void> {
    // Without it a spreadsheet takes UTF-8 for something else.
    const parts: BlobPart[] = format === 'csv' ? ['\ufeff'] : [];
    let rows = 0;
    for await (const part of writeList(source, format)) {
      // A blob may lie on the disk, a text may not.
      parts.push(new Blob([part.text]));
      rows = part.rowCount;
      setRowCount(rows);
    }
    const day = new Date().toISOString().slice(0, 10);
    saveFile(`${source.name}-${day}.${format}`, parts, TYPES[format]);
    tell(`Saved ${countOf(rows, 'row')} as ${format.toUpperCase()}`);
  }

  function save(format: ListFormat): void {
    if (rowCount !== null) return;
    setRowCount(0);
    write(format)
      .catch((error: unknown) => tell(`Nothing was saved. ${sentenceOfProblem(error)}`))
      .finally(() => setRowCount(null));
  }

  return { save, rowCount };
}
