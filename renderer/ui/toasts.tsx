import { lazy, Suspense } from 'react';
import { create } from 'zustand';

/** Loaded when there is something to say, so that the first picture does not wait for it. */
const load = () => import('sonner');
const Toaster = lazy(async () => ({ default: (await load()).Toaster }));
const useToasts = create<{ readonly isCalledFor: boolean }>()(() => ({ isCalledFor: false }));

/** Where toasts appear: lower left over the status bar, never over a button. */
export function Toasts({ theme }: { readonly theme: 'light' | 'dark' }) {
  const { isCalledFor } = useToasts();
  if (!isCalledFor) return null;
  return (
    <Suspense>
      <Toaster
        theme={theme}
        position="bottom-left"
        offset={{ bottom: 40, left: 220 }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              'flex w-100 items-center font-sans gap-3 rounded-control bg-ink px-3 py-2 text-body text-on-ink shadow-float',
            content: 'min-w-0 grow',
            actionButton: 'shrink-0 font-semibold underline underline-offset-3',
          },
        }}
      />
    </Suspense>
  );
}

export interface ToastAction {
  readonly label: string;
  readonly onClick: () => void;
}

/** Says in one line what has just happened. */
export function tell(message: string, action?: ToastAction): void {
  useToasts.setState({ isCalledFor: true });
  void load().then(({ toast }) => toast(message, action === undefined ? {} : { action }));
}
