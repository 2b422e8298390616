// The tar format (POSIX ustar): for each file a header of 512 bytes and its content, filled up to whole blocks
// of 512, and two empty blocks at the end. Numbers are octal text.
import { Buffer } from 'node:buffer';

const BLOCK = 512;

export function toTar(files) {
  const blocks = files.flatMap(({ path, content, changedAt }) => [
    toHeader(path, content.length, changedAt),
    content,
    Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function toHeader(path, size, changedAt) {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is too long a name for this archive`);
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${toOctal(size, 11)}\0`, 124);
  header.write(`${toOctal(Math.floor(changedAt.getTime() / 1000), 11)}\0`, 136);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  writeChecksum(header);
  return header;
}

/** The sum of all bytes of the header, its own eight counted as spaces. */
function writeChecksum(header) {
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${toOctal(sum, 6)}\0 `, 148);
}

function toOctal(number, digits) {
  return number.toString(8).padStart(digits, '0');
}
