import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineReport } from '#shared/contract/engine-process.ts';
import { callChannel } from '#shared/contract/desktop-channels.ts';
import type {
  DesktopTestOptions,
  DesktopUnderTest,
} from '#test/support/electron/desktop-under-test.ts';
import { startDesktopUnderTest } from '#test/support/electron/desktop-under-test.ts';
import type { ScriptedEngine } from '#test/support/electron/scripted-engine.ts';
import { createScriptedEngine } from '#test/support/electron/scripted-engine.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => folder.remove());

const READY = { type: 'ready', contractVersion: '1.0', dataFolder: '/data' } as const;
const [QUIT, CANCEL] = [1, 2];

async function start(
  options: Partial<DesktopTestOptions> & { readonly isStubborn?: boolean } = {},
): Promise<DesktopUnderTest & { readonly engines: readonly ScriptedEngine[] }> {
  const engines: ScriptedEngine[] = [];
  const fork = () => {
    const engine = createScriptedEngine(options.isStubborn);
    engines.push(engine);
    return engine;
  };
  return { ...(await startDesktopUnderTest({ folder: folder.path, fork, ...options })), engines };
}

describe('the window', () => {
  test('is sandboxed, isolated and without Node, and shows the console at its own address', async () => {
    const { window, isSandboxed, schemes } = await start();
    expect(isSandboxed()).toBe(true);
    expect(window().loadedUrl()).toBe('app://nightdesk/');
    expect(window().options.webPreferences).toMatchObject({
      ...{ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
      ...{ nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webviewTag: false },
    });
    expect(schemes).toMatchObject([
      { scheme: 'app', privileges: { standard: true, secure: true } },
    ]);
    expect(window().isVisible()).toBe(true);
  });

  test('may ask for nothing but to copy a text', async () => {
    const { permissions, download } = await start();
    const asked = [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'clipboard-read',
      'openExternal',
    ];
    expect(asked.filter((name) => permissions.request(name))).toEqual([]);
    expect(permissions.request('clipboard-sanitized-write')).toBe(true);
    expect(permissions.check()).toBe(false);
    expect(permissions.device()).toBe(false);
    expect(download('https://example.org/tool.exe')).toBe(false);
    expect(download('blob:app://nightdesk/5f1c')).toBe(true);
  });

  const elsewhere = [
    'https://example.org/',
    'file:///etc/passwd',
    'data:text/html,<p>',
    'javascript:alert(1)',
    'app://evil/',
    'app://nightdesk.evil/',
    'app://nightdesk@evil/',
    'http://nightdesk/',
  ];
  test.each(elsewhere)('does not go to %s', async (url) => {
    const { window } = await start();
    expect(window().navigate(url)).toBe(false);
    expect(window().openWindow(url)).toBe('deny');
  });

  test('stays on its own screens, is not redirected and embeds nothing', async () => {
    const { window } = await start();
    expect(window().navigate('app://nightdesk/runs/k7fq-1042')).toBe(true);
    expect(window().redirect()).toBe(false);
    expect(window().attachWebview()).toBe(false);
  });

  test('comes back by itself when its page has crashed', async () => {
    const { window } = await start();
    const before = window().page();
    window().crashPage();
    expect(window().page()).not.toBe(before);
  });

  test('is not loaded for ever when its page crashes each time, but is after a quiet minute', async () => {
    const { window, clock } = await start();
    const comesBack = () => {
      const before = window().page();
      window().crashPage();
      return window().page() !== before;
    };
    expect(Array.from({ length: 5 }, comesBack)).toEqual([true, true, true, false, false]);
    await clock.advance(60_000);
    expect(comesBack()).toBe(true);
  });

  test('opens where it was left, in the size that it had', async () => {
    const bounds = { x: 300, y: 200, width: 1_200, height: 800 };
    const first = await start();
    first.window().move(bounds);
    first.window().maximize();
    await first.quit();
    const second = await start();
    expect(second.window().options).toMatchObject(bounds);
    expect(second.window().isMaximized()).toBe(true);
  });

  test('whose screen is gone keeps its size and gets another place', async () => {
    const first = await start();
    first.window().move({ x: 2_500, y: 200, width: 1_200, height: 800 });
    await first.quit();
    const { options } = (await start()).window();
    expect(options).toMatchObject({ width: 1_200, height: 800 });
    expect(options.x).toBeUndefined();
  });
});

describe('an address outside', () => {
  test('is opened in the browser after a question', async () => {
    const { window, openedAddresses, questions } = await start();
    const { desktop } = window().page();
    expect(await desktop.openExternal({ url: 'https://example.org/a?b=c' })).toEqual({
      isOpened: true,
    });
    expect(questions).toMatchObject([{ message: 'Open example.org in your browser?' }]);
    expect(openedAddresses).toEqual(['https://example.org/a?b=c']);
  });

  test('is not opened if the person says no', async () => {
    const { window, openedAddresses, answerQuestionsWith } = await start();
    answerQuestionsWith(1);
    await window().page().desktop.openExternal({ url: 'https://example.org/' });
    expect(openedAddresses).toEqual([]);
  });

  const refused = [
    'http://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'https://nightdesk.org@evil.example/',
    'nonsense',
    ' ',
  ];
  test.each(refused)('such as %s is refused without a question', async (url) => {
    const { window, openedAddresses, questions } = await start();
    expect(await window().page().desktop.openExternal({ url })).toEqual({ isOpened: false });
    expect([...questions, ...openedAddresses]).toEqual([]);
  });
});

describe('a call to the desktop', () => {
  test('of another page, another frame or another origin is refused', async () => {
    const { window, call } = await start();
    const { webContents } = window();
    const channel = callChannel('readEngineState');
    const { mainFrame } = webContents;
    const strangers = [
      { sender: { ...webContents }, senderFrame: mainFrame },
      { sender: webContents, senderFrame: { origin: 'app://nightdesk' } },
      { sender: webContents, senderFrame: null },
      {
        sender: { ...webContents, mainFrame: { origin: 'https://evil.example' } },
        senderFrame: { origin: 'https://evil.example' },
      },
    ];
    for (const stranger of strangers)
      await expect(call(stranger, channel, {})).rejects.toThrow('may not');
    const ours = { sender: webContents, senderFrame: mainFrame };
    expect(await call(ours, channel, {})).toEqual({ state: 'starting' });
  });

  const malformed = [
    ['openExternal', {}],
    ['openExternal', { url: 7 }],
    ['openExternal', { url: 'https://a.example', more: true }],
    [
      'setCommands',
      { commands: [{ id: '../x', title: 'x', group: 'x', keys: null, isEnabled: true }] },
    ],
    ['setCommands', { commands: Array.from({ length: 501 }) }],
    ['connect', null],
    ['connect', { instance: 'local' }],
  ] as const;
  test.each(malformed)('%s with %j is refused', async (name, input) => {
    const { window } = await start();
    const answer = window()
      .page()
      .desktop[name](input as never);
    await expect(answer).rejects.toThrow('not asked in a form that is known');
  });

  test('there is none but these', async () => {
    const { window } = await start();
    const { exposed } = window().page();
    expect(Object.keys(exposed)).toEqual(['nightdeskDesktop']);
    const functions = Object.keys(exposed['nightdeskDesktop'] as object).toSorted();
    expect(functions).toEqual([
      ...['connect', 'onCommand', 'onEngineState', 'openExternal'],
      ...['readEngineState', 'restartEngine', 'setCommands'],
    ]);
    expect(Object.isFrozen(exposed['nightdeskDesktop'])).toBe(true);
  });
});

describe('closing the window', () => {
  test('asks once whether to go on in the background, and remembers it', async () => {
    const { window, engines, questions, hasQuit, tray } = await start();
    engines[0]!.report({ ...READY, isAttached: false });
    for (let round = 0; round < 2; round += 1) {
      window().close();
      await settled();
      expect(window().isVisible()).toBe(false);
      tray().click();
      expect(window().isVisible()).toBe(true);
    }
    expect(questions).toMatchObject([{ message: 'Keep scheduling in the background?' }]);
    expect(hasQuit()).toBe(false);
  });

  test('remembers the answer over a restart too', async () => {
    const first = await start();
    first.engines[0]!.report({ ...READY, isAttached: false });
    first.answerQuestionsWith(QUIT);
    first.window().close();
    await first.quitted;
    const second = await start();
    second.engines[0]!.report({ ...READY, isAttached: false });
    second.window().close();
    await second.quitted;
    expect(second.questions).toEqual([]);
  });

  test('does nothing if the question is dismissed, and asks again', async () => {
    const { window, engines, questions, hasQuit, answerQuestionsWith } = await start();
    engines[0]!.report({ ...READY, isAttached: false });
    answerQuestionsWith(CANCEL);
    window().close();
    await settled();
    window().close();
    await settled();
    expect(questions).toHaveLength(2);
    expect(window().isVisible()).toBe(true);
    expect(hasQuit()).toBe(false);
  });

  test('asks again after a question that could not be shown', async () => {
    const { window, engines, questions, electron } = await start();
    engines[0]!.report({ ...READY, isAttached: false });
    const { showMessageBox } = electron.dialog;
    electron.dialog.showMessageBox = async () => {
      electron.dialog.showMessageBox = showMessageBox;
      throw new Error('no dialog can be shown');
    };
    window().close();
    await settled();
    window().close();
    await settled();
    expect(questions).toHaveLength(1);
  });

  test('asks nothing and quits where another program runs the engine', async () => {
    const { window, engines, questions, quitted } = await start();
    engines[0]!.report({ ...READY, isAttached: true });
    window().close();
    await quitted;
    expect(questions).toEqual([]);
  });
});

describe('the tray', () => {
  const entry = (desktop: DesktopUnderTest, id: string) =>
    desktop.tray().menu.find((item) => item.id === id)!;
  const click = (desktop: DesktopUnderTest, id: string) =>
    (entry(desktop, id).click as unknown as () => void)();

  test('says how the engine is', async () => {
    const desktop = await start();
    expect(entry(desktop, 'state').label).toBe('The engine is starting');
    desktop.engines[0]!.report({ ...READY, isAttached: false });
    expect(entry(desktop, 'state').label).toBe('The engine is running');
  });

  test('opens the window, quits, and changes what closing means', async () => {
    const desktop = await start();
    desktop.engines[0]!.report({ ...READY, isAttached: false });
    desktop.window().hide();
    click(desktop, 'open');
    expect(desktop.window().isVisible()).toBe(true);
    expect(entry(desktop, 'keep').checked).toBe(true);
    click(desktop, 'keep');
    desktop.window().close();
    await desktop.quitted;
    expect(desktop.questions).toEqual([]);
    expect(desktop.tray().isDestroyed).toBe(true);
  });
});

describe('the menu', () => {
  test('is made of the commands that the page sends, and tells it which was chosen', async () => {
    const { window, menu } = await start();
    const { desktop } = window().page();
    const chosen: string[] = [];
    const forget = desktop.onCommand((id) => chosen.push(id));
    const retry = { id: 'run.retry', title: 'Retry this run', group: 'Run', keys: 'mod+r' };
    const cancel = { id: 'run.cancel', title: 'Cancel & keep', group: 'Run', keys: 'c' };
    await desktop.setCommands({
      commands: [
        { ...retry, isEnabled: true },
        { ...cancel, isEnabled: false },
        { id: 'go.runs', title: 'Runs', group: 'Go to', keys: 'g r', isEnabled: true },
      ],
    });
    const groups = menu().map(({ label, role }) => label ?? role);
    expect(groups).toEqual(['Nightdesk', 'editMenu', 'Run', 'Go to', 'windowMenu']);
    const items = menu()[2]!.submenu as { label: string; enabled: boolean; click(): void }[];
    expect(items).toMatchObject([
      { label: 'Retry this run', enabled: true, accelerator: 'CommandOrControl+R' },
      { label: 'Cancel && keep', enabled: false },
    ]);
    expect(items.map((item) => 'accelerator' in item)).toEqual([true, false]);
    items[0]!.click();
    forget();
    items[0]!.click();
    expect(chosen).toEqual(['run.retry']);
  });
});

describe('one application a person', () => {
  test('a second start shows the window of the first', async () => {
    const { window, emit } = await start();
    window().hide();
    emit('second-instance');
    expect(window().isVisible()).toBe(true);
    expect(window().focusCount()).toBe(1);
  });

  test('the second one ends at once, without a window and without an engine', async () => {
    const { windows, engines, hasQuit } = await start({ isFirstInstance: false });
    expect(hasQuit()).toBe(true);
    expect([...windows, ...engines]).toEqual([]);
  });
});

describe('the engine’s process', () => {
  test('inherits nothing that is meant for Electron or for one Node alone', async () => {
    const seen: NodeJS.ProcessEnv[] = [];
    const environment = {
      ...{ PATH: '/bin', LANG: 'C', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect' },
      ...{ npm_config_cache: '/tmp', CHROME_DESKTOP: 'x' },
    };
    await start({
      environment,
      fork(_file, _args, { env }) {
        seen.push(env);
        return createScriptedEngine();
      },
    });
    expect(Object.keys(seen[0]!)).toEqual(expect.arrayContaining(['PATH', 'LANG']));
    const strange = Object.keys(seen[0]!).filter((name) =>
      /electron|node_options|npm_|chrome/i.test(name),
    );
    expect(strange).toEqual([]);
  });

  test('is started again after 1, 2, 4, 8 and 16 seconds, then left alone until it is asked for', async () => {
    const { engines, clock, window } = await start();
    const { desktop } = window().page();
    for (const seconds of [1, 2, 4, 8, 16]) {
      engines.at(-1)!.exit();
      const startedCount = engines.length;
      expect(await desktop.readEngineState({})).toMatchObject({ state: 'restarting' });
      await clock.advance(seconds * 1_000 - 1);
      expect(engines).toHaveLength(startedCount);
      await clock.advance(1);
      expect(engines).toHaveLength(startedCount + 1);
    }
    engines.at(-1)!.exit();
    expect(await desktop.readEngineState({})).toMatchObject({ state: 'failed' });
    await desktop.restartEngine({});
    expect(engines).toHaveLength(7);
  });

  test('that says nothing is given up and started again', async () => {
    const { engines, clock } = await start();
    await clock.advance(120_000);
    expect(engines[0]!.isKilled()).toBe(true);
  });

  test('that says nothing is given up in time also if it is asked for once more', async () => {
    const { engines, clock, window } = await start();
    await window().page().desktop.restartEngine({});
    await clock.advance(120_000);
    expect(engines[0]!.isKilled()).toBe(true);
  });

  test('that is to end is ended by force in time also if it is asked for once more', async () => {
    const { engines, clock, electron, window, quitted } = await start({ isStubborn: true });
    engines[0]!.report({ ...READY, isAttached: false });
    electron.app.quit();
    await window().page().desktop.restartEngine({});
    await clock.advance(10_000);
    await quitted;
    expect(engines).toHaveLength(1);
  });

  test('that does not end in order within ten seconds is ended by force', async () => {
    const desktop = await start({ isStubborn: true });
    const { engines, clock, electron, hasQuit, quitted } = desktop;
    engines[0]!.report({ ...READY, isAttached: false });
    electron.app.quit();
    electron.app.quit();
    await clock.advance(9_999);
    expect([engines[0]!.isKilled(), hasQuit()]).toEqual([false, false]);
    await clock.advance(1);
    await quitted;
    expect(engines[0]!.isKilled()).toBe(true);
    expect(engines[0]!.orders).toEqual([{ type: 'stop' }]);
  });

  test('whose words have another form is not believed', async () => {
    const { engines, window } = await start();
    engines[0]!.report({ type: 'ready' } as EngineReport);
    expect(await window().page().desktop.readEngineState({})).toEqual({ state: 'starting' });
  });
});

/** Lets what is on its way come to an end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
