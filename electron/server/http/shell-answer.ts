import type { ServerResponse } from 'node:http';
import { extname } from 'node:path/posix';
import type { ConsoleFiles } from '#server/http/console-files.ts';
import { readConsoleFiles } from '#server/http/console-files.ts';

const NOT_BUILT =
  'The console is not built. Run `npm run build` in the folder of Nightdesk, then load this page again.\n';
const A_YEAR = 'public, max-age=31536000, immutable';

/** Answers with the console: its files, and its page for every path that is none. Read at the first visit. */
export function createShellAnswer(
  folder: string,
): (response: ServerResponse, path: string) => void {
  let files: ConsoleFiles | null = null;
  return (response, path) => {
    files ??= readConsoleFiles(folder);
    if (files === null) return answerText(response, 503, NOT_BUILT);
    const isPage = extname(path) === '';
    const file = files.get(path) ?? (isPage ? files.get('/index.html') : undefined);
    if (file === undefined) return answerText(response, 404, 'There is no such file.\n');
    response.setHeader('content-type', file.contentType);
    response.setHeader('content-length', file.body.length);
    response.setHeader('cache-control', file.isImmutable ? A_YEAR : 'no-cache');
    response.end(file.body);
  };
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
