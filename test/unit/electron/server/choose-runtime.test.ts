import { describe, expect, test } from 'vitest';
import { chooseRuntime } from '#server/choose-runtime.mjs';

const bundled = { version: '24.21.0', executable: '/packages/node/bin/node' };

describe('the launcher', () => {
  test.each(['v22.19.0', 'v22.20.3', 'v24.0.0', 'v100.0.0', 'v25.0.0-nightly2025'])(
    'runs the program on %s itself',
    (version) => {
      expect(chooseRuntime(version, null)).toEqual({ kind: 'this' });
      expect(chooseRuntime(version, bundled)).toEqual({ kind: 'this' });
    },
  );

  test.each(['v12.0.0', 'v18.99.0', 'v20.20.2', 'v22.17.9', 'v9.18.0'])(
    'goes on from %s with the bundled Node',
    (version) => {
      expect(chooseRuntime(version, bundled)).toEqual({
        kind: 'bundled',
        executable: '/packages/node/bin/node',
      });
    },
  );

  test('says which Node is needed if there is none', () => {
    expect(chooseRuntime('v20.20.2', null)).toEqual({
      kind: 'none',
      sentence:
        'Nightdesk needs Node 22.19 or newer; this is v20.20.2. Install it, or add the optional package `node` (`npm install node@24`).',
    });
  });

  test('does not hand over to a bundled Node that is too old itself', () => {
    const old = { ...bundled, version: '18.0.0' };
    expect(chooseRuntime('v20.20.2', old)).toMatchObject({ kind: 'none' });
  });
});
