import { useCommandRegistry } from '#renderer/data/command-registry.ts';
import { useOverlays } from '#renderer/app/overlay-store.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Modal } from '#renderer/ui/modal.tsx';

/** Every key that does something here, made from the registered commands. */
export function ShortcutSheet() {
  const { open, close } = useOverlays();
  const registrations = useCommandRegistry(({ registrations: all }) => all);
  const commands = registrations
    .flatMap(({ commands: own }) => own)
    .filter(({ keys }) => keys !== undefined);
  const groups = [...Map.groupBy(commands, ({ group }) => group)];
  return (
    <Modal
      isOpen={open === 'shortcuts'}
      onClose={close}
      title="Keyboard"
      description="What can be done on this screen, and on every one."
    >
      <div className="columns-2 gap-8">
        {groups.map(([group, members]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-small text-text-3">{group}</h3>
            <ul>
              {members.map(({ id, title, keys = '' }) => (
                <li key={id} className="flex h-7 items-center justify-between gap-3">
                  {title}
                  <KeyHint keys={keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}
