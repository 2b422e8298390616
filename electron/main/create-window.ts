import { APP_ORIGIN } from '#main/content-policy.ts';
import type { DesktopMemory } from '#main/desktop-memory.ts';
import type { DesktopClock, DesktopElectron, DesktopWindow } from '#main/electron-parts.ts';
import { SMALLEST_WINDOW, decideWindowBounds } from '#main/window-bounds.ts';

/** A page that crashes as often right after each other will not come up by being loaded once more. */
const MAX_RELOADS = 3;
const RELOADS_SPAN_MS = 60_000;

export interface WindowDeps {
  readonly electron: Pick<DesktopElectron, 'BrowserWindow' | 'screen'>;
  readonly preloadFile: string;
  readonly memory: DesktopMemory;
  readonly clock: Pick<DesktopClock, 'monotonicNow'>;
}

/** Makes the window where it last was; it shows itself once it has something to show. */
export function createWindow({ electron, preloadFile, memory, clock }: WindowDeps): DesktopWindow {
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
  reloadAfterCrash(window, clock);
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

function reloadAfterCrash({ webContents }: DesktopWindow, clock: WindowDeps['clock']): void {
  let reloadedAt: readonly number[] = [];
  webContents.on('render-process-gone', () => {
    const now = clock.monotonicNow();
    reloadedAt = reloadedAt.filter((at) => now - at < RELOADS_SPAN_MS);
    if (reloadedAt.length >= MAX_RELOADS) return;
    reloadedAt = [...reloadedAt, now];
    webContents.reload();
  });
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
