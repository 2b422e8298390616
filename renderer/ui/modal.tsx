import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

export interface ModalProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** One sentence under the title. */
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the primary one last. */
  readonly footer?: ReactNode;
  readonly width?: 'narrow' | 'normal' | 'wide';
}

const WIDTHS = { narrow: 'max-w-110', normal: 'max-w-160', wide: 'max-w-230' } as const;

export function Modal(props: ModalProps) {
  const { isOpen, onClose, title, description, children, footer, width = 'normal' } = props;
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-[120ms] data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          className={`fixed top-[4vh] left-1/2 z-40 flex max-h-[92vh] w-[calc(100vw-48px)] -translate-x-1/2 flex-col rounded-panel bg-raised shadow-dialog transition-[opacity,transform] duration-[120ms] data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0 ${WIDTHS[width]}`}
        >
          <header className="flex items-start gap-3 px-5 pt-3.5 pb-2.5">
            <div className="min-w-0 grow">
              <Dialog.Title className="text-title font-semibold">{title}</Dialog.Title>
              {description !== undefined && (
                <Dialog.Description className="text-text-2">{description}</Dialog.Description>
              )}
            </div>
            <Dialog.Close
              aria-label="Close"
              title="Close (Esc)"
              className="inline-flex size-7 shrink-0 items-center justify-center rounded-control text-text-2 hover:bg-hover hover:text-text-1"
            >
              <X size={16} />
            </Dialog.Close>
          </header>
          <div className="min-h-0 grow overflow-auto px-5 pb-3.5">{children}</div>
          {footer !== undefined && (
            <footer className="flex items-center justify-end gap-2 border-t border-line px-5 py-2.5">
              {footer}
            </footer>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
