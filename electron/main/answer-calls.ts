import { desktopCalls } from '#shared/contract/desktop-calls.ts';
import type { DesktopInput, DesktopOutput } from '#shared/contract/desktop-calls.ts';
import type { DesktopCallName } from '#shared/contract/desktop-channels.ts';
import { DESKTOP_CALL_NAMES, callChannel } from '#shared/contract/desktop-channels.ts';
import { APP_ORIGIN } from '#main/content-policy.ts';
import type { CallEvent, DesktopElectron, DesktopWindow } from '#main/electron-parts.ts';

export type DesktopAnswers = {
  readonly [Name in DesktopCallName]: (
    input: DesktopInput<Name>,
  ) => DesktopOutput<Name> | Promise<DesktopOutput<Name>>;
};

/** Answers the page's calls: only those of the console in our window, and only with input of the right form. */
export function answerCalls(
  ipcMain: DesktopElectron['ipcMain'],
  currentWindow: () => DesktopWindow | null,
  answers: DesktopAnswers,
): void {
  for (const name of DESKTOP_CALL_NAMES) {
    ipcMain.handle(callChannel(name), async (event, input) => {
      if (!isOurPage(event, currentWindow())) throw new Error('this page may not ask that');
      const { success, data } = desktopCalls[name].input.safeParse(input);
      if (!success) throw new Error(`${name} was not asked in a form that is known`);
      return (answers[name] as (input: unknown) => unknown)(data);
    });
  }
}

function isOurPage({ sender, senderFrame }: CallEvent, window: DesktopWindow | null): boolean {
  if (sender !== window?.webContents) return false;
  return senderFrame === sender.mainFrame && senderFrame.origin === APP_ORIGIN;
}
