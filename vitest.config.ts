import { defineConfig } from 'vitest/config';
import { faultPlugin } from './test/faults/fault-plugin.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new Error(
    `The tests need Node 22.19 or newer, this is v${process.versions.node}. Run \`npm test\` or \`npx vitest\` in this folder: both find the Node that \`npm ci\` installed.`,
  );
}

/** Where tests start processes, or replay thousands of seeds. */
const patientFolders = ['architecture', 'e2e', 'integration', 'simulation'];
const patientTests = patientFolders.map((folder) => `test/${folder}/**/*.test.ts`);
const elsewhere = ['test/fixtures/**', 'test/bench/peers/**', '**/node_modules/**'];

export default defineConfig({
  plugins: [faultPlugin()],
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [...elsewhere, ...patientTests],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'patient',
          include: patientTests,
          exclude: elsewhere,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
