import type { DeskCommand } from '#renderer/data/command-registry.ts';
import { useCommandRegistry } from '#renderer/data/command-registry.ts';
import { useOverlays } from '#renderer/app/overlay-store.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Modal } from '#renderer/ui/modal.tsx';

/** Every key that does something here, made from the registered commands. */
export function ShortcutSheet() {
  const { open, close } = useOverlays();
  const registrations = useCommandRegistry(({ registrations: all }) => all);
  const groups = [...Map.groupBy(toRows(registrations.flatMap((one) => one.commands)), groupOf)];
  return (
    <Modal
      isOpen={open === 'shortcuts'}
      onClose={close}
      title="Keyboard"
      description="What can be done on this screen, and on every one."
    >
      <div className="columns-2 gap-8">
        {groups.map(([group, rows]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-small text-text-3">{group}</h3>
            <ul>
              {rows.map(({ title, refusal, keys }) => (
                <li key={title} className="flex min-h-7 items-start gap-3 py-1">
                  <span className={`min-w-0 grow ${refusal === null ? '' : 'text-text-3'}`}>
                    {title}
                    {refusal !== null && <span className="block text-tiny">{refusal}</span>}
                  </span>
                  <span className="flex h-5 shrink-0 items-center gap-1.5">
                    {keys.map((each) => (
                      <KeyHint key={each} keys={each} />
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}

interface ShortcutRow {
  readonly title: string;
  readonly group: DeskCommand['group'];
  readonly refusal: string | null;
  /** All that do it, such as `j` and the arrow. */
  readonly keys: readonly string[];
}

const groupOf = ({ group }: ShortcutRow) => group;

/** One row for each thing that can be done, however many keys do it. */
function toRows(commands: readonly DeskCommand[]): readonly ShortcutRow[] {
  const withKeys = commands.filter(({ keys }) => keys !== undefined);
  const byName = Map.groupBy(withKeys, ({ group, title }) => `${group}: ${title}`);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { title, group, refusal = null } = first;
    return [{ title, group, refusal, keys: [...new Set(same.map(({ keys = '' }) => keys))] }];
  });
}
