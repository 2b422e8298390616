import path from 'node:path';
import { expect, test } from 'vitest';
import type { NodePlaces } from '#main/find-node.ts';
import { findNode } from '#main/find-node.ts';

const project = path.resolve(import.meta.dirname, '../../../..');
const places: NodePlaces = {
  ...{ isPackaged: false, projectFolder: project, starter: undefined },
  platform: 'linux',
  resourcesFolder: path.join('/opt', 'nightdesk', 'resources'),
};

test('a package brings its own Node, and listens to no variable', () => {
  const packaged = { ...places, isPackaged: true, starter: '/tmp/other' };
  expect(findNode(packaged)).toBe(path.join('/opt', 'nightdesk', 'resources', 'node'));
  expect(findNode({ ...packaged, platform: 'win32' })).toMatch(/node\.exe$/);
});

test('in a checkout it is the one that started the application', () => {
  expect(findNode({ ...places, starter: '/usr/bin/node' })).toBe('/usr/bin/node');
});

test('without either there is none', () => {
  expect(findNode({ ...places, projectFolder: '/nowhere' })).toBeNull();
});
