// A mail service small enough to read: it "sends" by writing one file a mail into mail/sent. It fails the way real
// ones do, and always for a reason that can be looked up here:
//
// - An address without @ is refused for good: 422, and trying again will not help.
// - Addresses at example.net are greylisted, as many mail servers do with senders they do not know yet: the first
//   delivery of each message is answered 503 with Retry-After, the second is taken.
// - A message that was taken is not sent twice. Messages are told apart by the header Idempotency-Key, which
//   Nightdesk sends with every attempt of a run.
//
// Start: node mail-service.mjs <port>. If the port is taken it chooses another; the first line it prints says
// which. It ends when its standard input closes, so that it never outlives whoever started it.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const GREYLISTING_DOMAIN = 'example.net';
const RETRY_AFTER_SECONDS = 3;
const MAX_BODY_BYTES = 65_536;

const sentFolder = join('mail', 'sent');
mkdirSync(sentFolder, { recursive: true });
const seenOnce = new Set();

/** What a request for a mail comes to: a status, one sentence, and now and then a header. */
function deliver(key, { customer, address, order }) {
  if (!String(address).includes('@')) {
    return { status: 422, text: `${address} is no mail address: it has no @` };
  }
  const file = join(sentFolder, `${key}.txt`);
  if (existsSync(file)) return { status: 200, text: 'this mail was sent before: not sent again' };
  if (address.endsWith(`@${GREYLISTING_DOMAIN}`) && !seenOnce.has(key)) {
    seenOnce.add(key);
    return {
      status: 503,
      text: `${GREYLISTING_DOMAIN} takes a message at its second delivery: come back in ${RETRY_AFTER_SECONDS} s`,
      headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
    };
  }
  writeFileSync(file, toMail(oneLine(customer), oneLine(address), oneLine(order)));
  return { status: 201, text: `sent to ${address}` };
}

function toMail(customer, address, order) {
  return [
    `To: ${customer} <${address}>`,
    `Subject: Your order ${order} is waiting`,
    '',
    `Dear ${customer},`,
    '',
    `your order ${order} is ready, only the payment is missing.`,
    '',
  ].join('\n');
}

/** A name must not be able to add lines to the head of a mail. */
function oneLine(value) {
  return String(value).replace(/[\r\n]+/g, ' ');
}

/** Names a file, so it is taken from the request only if it is harmless. */
function readKey(headers) {
  const key = headers['idempotency-key'] ?? '';
  return /^[0-9A-Za-z_-]{1,64}$/.test(key) ? key : randomUUID();
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

async function answer(request) {
  const { method, url, headers } = request;
  if (method === 'GET' && url === '/health') {
    return { status: 200, text: `well, mails sent: ${readdirSync(sentFolder).length}` };
  }
  if (method !== 'POST' || url !== '/mails') {
    return { status: 404, text: `there is no ${method} ${url} here` };
  }
  // No page in a browser may send this type to another site without asking first.
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
    return { status: 415, text: 'a mail is asked for in JSON' };
  }
  const body = await readBody(request);
  if (body === null) return { status: 413, text: 'that is too long for a mail' };
  const mail = parseObject(body);
  return mail === null
    ? { status: 400, text: 'the body is no JSON object' }
    : deliver(readKey(headers), mail);
}

const server = createServer((request, response) => {
  answer(request).then(
    ({ status, text, headers = {} }) => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
      response.end(`${text}\n`);
    },
    () => response.destroy(),
  );
});

server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE') throw error;
  server.listen(0, '127.0.0.1');
});
server.on('listening', () => console.log(`listening on port ${server.address().port}`));
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1');

process.stdin.on('end', () => process.exit(0)).resume();
// Ctrl-C in a terminal reaches every program in it; whoever started this one ends first and then closes its input.
process.on('SIGINT', () => {});
