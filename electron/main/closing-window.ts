import type { EngineState } from '#shared/contract/desktop-calls.ts';
import type { DesktopMemory } from '#main/desktop-memory.ts';
import type { DesktopElectron, DesktopWindow } from '#main/electron-parts.ts';

export type Closing = 'keep' | 'quit' | 'stay';

const CLOSINGS = ['keep', 'quit', 'stay'] as const;

/**
 * What closing the window means: jobs go on in the background, or everything ends. It is asked once and remembered.
 * There is nothing to ask while no engine of ours is running: then nothing would go on.
 */
export async function decideClosing(
  window: DesktopWindow,
  state: EngineState,
  memory: DesktopMemory,
  dialog: DesktopElectron['dialog'],
): Promise<Closing> {
  if (state.state === 'stopped' || state.state === 'failed') return 'quit';
  if (state.state === 'running' && state.isAttached) return 'quit';
  const { onClose } = memory.read();
  if (onClose !== null) return onClose;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Keep scheduling in the background?',
    detail:
      'Without a window, Nightdesk can go on running jobs and stay reachable by its icon in the tray. This is asked once; the icon’s menu changes it.',
    buttons: ['Keep scheduling', 'Quit', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  });
  const closing = CLOSINGS[response] ?? 'stay';
  if (closing !== 'stay') memory.change({ onClose: closing });
  return closing;
}
