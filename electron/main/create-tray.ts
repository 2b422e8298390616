import type { EngineState } from '#shared/contract/desktop-calls.ts';
import type { DesktopMemory } from '#main/desktop-memory.ts';
import type { DesktopElectron } from '#main/electron-parts.ts';

export interface TrayDeps {
  readonly electron: Pick<DesktopElectron, 'Menu' | 'Tray'>;
  readonly iconFile: string;
  readonly memory: DesktopMemory;
  readonly open: () => void;
  readonly quit: () => void;
}

export interface DesktopTrayHandle {
  /** Shows how the engine is, and what is remembered by now. */
  refresh(state: EngineState): void;
  destroy(): void;
}

/** The icon that says that jobs go on while no window is there, and how. */
export function createTray({
  electron,
  iconFile,
  memory,
  open,
  quit,
}: TrayDeps): DesktopTrayHandle {
  const tray = new electron.Tray(iconFile);
  tray.setToolTip('Nightdesk');
  tray.on('click', open);
  return {
    refresh(state) {
      const isKept = memory.read().onClose !== 'quit';
      const menu = electron.Menu.buildFromTemplate([
        { id: 'open', label: 'Open Nightdesk', click: open },
        { id: 'state', label: engineSentence(state), enabled: false },
        { type: 'separator' },
        {
          ...{ id: 'keep', label: 'Keep scheduling when the window is closed' },
          ...{ type: 'checkbox', checked: isKept },
          click: () => memory.change({ onClose: isKept ? 'quit' : 'keep' }),
        },
        { id: 'quit', label: 'Quit Nightdesk', click: quit },
      ]);
      tray.setContextMenu(menu);
    },
    destroy: () => tray.destroy(),
  };
}

function engineSentence(state: EngineState): string {
  switch (state.state) {
    case 'starting':
      return 'The engine is starting';
    case 'running':
      return state.isAttached ? 'Another program runs the engine' : 'The engine is running';
    case 'restarting':
      return 'The engine is being started again';
    case 'stopped':
      return 'The engine is stopped';
    case 'failed':
      return 'The engine has failed';
  }
}
