import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { runnerImport } from 'vite';
import type { Plugin } from 'vite';

/*
 * Builds what runs inside Electron and the console, each into a folder of its own under `out/`. What runs on Node,
 * the engine's process of the desktop included, is built by `vite.config.ts`, which empties `out/` first; so that
 * one goes first.
 */

const fromHere = (path: string) => resolve(import.meta.dirname, path);

/** The icons of the tray are read by Electron, from beside the program. */
const trayIcons: Plugin = {
  name: 'nightdesk:tray-icons',
  buildStart() {
    for (const fileName of ['tray.png', 'tray@2x.png']) {
      const source = readFileSync(fromHere(`electron/main/${fileName}`));
      this.emitFile({ type: 'asset', fileName, source });
    }
  },
};

/** electron-vite makes addresses relative, for pages that are opened as files; ours never is one. */
const absoluteAddresses: Plugin = {
  name: 'nightdesk:absolute-addresses',
  enforce: 'post',
  config: () => ({ base: '/' }),
};

/** The page comes with the frame drawn in it, so that there is something to see before any script has run. */
const firstPicture: Plugin = {
  name: 'nightdesk:first-picture',
  async transformIndexHtml(html) {
    const file = fromHere('renderer/app/draw-first-picture.tsx');
    const { module } = await runnerImport<{ drawFirstPicture: () => string }>(file, {
      configFile: false,
    });
    return html.replace('<!--first-picture-->', () => module.drawFirstPicture());
  },
};

export default defineConfig({
  main: {
    plugins: [trayIcons],
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: { main: fromHere('electron/main/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can load nothing but itself.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: fromHere('electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: fromHere('renderer'),
    // The same files are served by app:// and by HTTP, also under addresses like /runs/k7fq-1042.
    plugins: [react(), tailwindcss(), absoluteAddresses, firstPicture],
    build: {
      outDir: fromHere('out/renderer'),
      minify: true,
      rolldownOptions: {
        input: { index: fromHere('renderer/index.html') },
        // What Today needs comes in one piece, not in thirty; the rest when it is needed. What loads pieces does
        // not lie in that one, or the first script would wait for it.
        output: {
          codeSplitting: {
            groups: [
              { name: 'loading', test: /preload-helper|rolldown.runtime/, priority: 1 },
              { name: 'desk', test: /renderer\/app\/show-desk\.tsx$/ },
            ],
          },
        },
      },
    },
  },
});
