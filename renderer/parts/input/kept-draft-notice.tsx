import type { KeptDraft } from '#renderer/parts/input/create-draft-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

/** Tells somebody who opens a dialog again that what they typed is still there. */
export function KeptDraftNotice<Draft>({
  isFromBefore,
  discard,
}: Pick<KeptDraft<Draft>, 'isFromBefore' | 'discard'>) {
  if (!isFromBefore) return null;
  return (
    <Notice
      tone="info"
      title="What you typed before is still here."
      action={
        <Button size="small" onClick={discard}>
          Discard changes
        </Button>
      }
    />
  );
}
