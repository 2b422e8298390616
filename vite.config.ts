import { defineConfig } from 'vite';

/**
 * In a checkout Node runs the sources as they are. Inside an installed package it refuses to (it strips no
 * types under `node_modules`), so the package carries this bundle: our own modules joined, everything from
 * npm left to be imported. All of it lies in one folder, so that a path relative to a module holds wherever
 * the module ended up.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node22',
    outDir: 'out',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        nightdesk: 'electron/server/nightdesk.ts',
        keeper: 'electron/engine/executors/process/keeper.ts',
        'read-worker': 'electron/engine/read-worker.ts',
        'backup-worker': 'electron/engine/backup-worker.ts',
        'engine-process': 'electron/server/desktop/engine-process.ts',
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});
