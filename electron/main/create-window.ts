import { APP_ORIGIN } from '#main/content-policy.ts';
import type { DesktopMemory } from '#main/desktop-memory.ts';
import type { DesktopElectron, DesktopWindow } from '#main/electron-parts.ts';
import { SMALLEST_WINDOW, decideWindowBounds } from '#main/window-bounds.ts';

export interface WindowDeps {
  readonly electron: Pick<DesktopElectron, 'BrowserWindow' | 'screen'>;
  readonly preloadFile: string;
  readonly memory: DesktopMemory;
}

/** Makes the window where it last was; it shows itself once it has something to show. */
export function createWindow({ electron, preloadFile, memory }: WindowDeps): DesktopWindow {
  const { bounds, isMaximized } = memory.read();
  const workAreas = electron.screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new electron.BrowserWindow({
    ...decideWindowBounds(bounds, workAreas),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    title: 'Nightdesk',
    show: false,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (isMaximized) window.maximize();
  window.on('ready-to-show', () => window.show());
  window.on('close', () => rememberPlace(window, memory));
  window.webContents.on('render-process-gone', () => window.webContents.reload());
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

function rememberPlace(window: DesktopWindow, memory: DesktopMemory): void {
  const { x, y, width, height } = window.getNormalBounds();
  memory.change({ bounds: { x, y, width, height }, isMaximized: window.isMaximized() });
}

/** Brings a window to the front, wherever it was. */
export function presentWindow(window: DesktopWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
