/**
 * A mail service of the example's owner, as the text of its `mail-service.mjs`. It writes a file `asked` at a
 * request and answers once there is a file `answer`.
 */
export const HESITANT_MAIL_SERVICE = `
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  writeFileSync('asked', '');
  const looking = setInterval(() => {
    if (!existsSync('answer')) return;
    clearInterval(looking);
    response.end('well');
  }, 10);
});
server.listen(0, '127.0.0.1', () => console.log('listening on port ' + server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
`;
