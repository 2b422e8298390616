import { expect, test } from 'vitest';
import type { SurfaceFacts } from '#server/start/decide-surface.ts';
import { decideSurface } from '#server/start/decide-surface.ts';

const atDesk: SurfaceFacts = {
  ...{ platform: 'linux', environment: { DISPLAY: ':0' } },
  ...{ isRoot: false, isBrowserWished: false },
};

test('a person at a screen gets the desktop application', () => {
  expect(decideSurface(atDesk)).toEqual({ kind: 'desktop' });
});

test.each([
  ['without a screen', { environment: {} }, 'There is no display for the desktop application'],
  ['as root', { isRoot: true }, 'Electron keeps its sandbox and does not run as root'],
  ['who asks for it', { isBrowserWished: true, environment: {} }, null],
] as const)('a person %s gets the browser, and is told why', (_, facts, because) => {
  expect(decideSurface({ ...atDesk, ...facts })).toEqual({ kind: 'browser', because });
});
