import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const HTML = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Bare</title></head>
  <body><div id="root"></div><script type="module" src="/main.jsx"></script></body>
</html>
`;
const SCRIPT = `import { createRoot } from 'react-dom/client';
createRoot(document.querySelector('#root')).render(<h1>Good morning</h1>);
`;

/** A page that is React and one sentence, built as the console is; answers with the folder to serve. */
export async function buildBarePage(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.html'), HTML);
  await writeFile(join(folder, 'main.jsx'), SCRIPT);
  const modules = join(import.meta.dirname, '../../node_modules');
  await build({
    ...{ root: folder, configFile: false, logLevel: 'error', plugins: [react()] },
    resolve: {
      alias: { react: join(modules, 'react'), 'react-dom': join(modules, 'react-dom') },
    },
    build: { outDir: join(folder, 'built'), target: 'es2024' },
  });
  return join(folder, 'built');
}
