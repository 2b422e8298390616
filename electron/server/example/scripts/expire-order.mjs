// Expires an order that nobody paid. A POST: it changes the order, once.
//
// It looks before it acts. A run that comes late, or comes twice, finds the order paid or expired already and
// leaves it as it is; that is success, as the order is in the state that was asked for or a better one.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, readInput, readName } from './run-input.mjs';
import { writeWhole } from './write-whole.mjs';

const number = readName(readInput().order, 'the number of an order');
const file = join('orders', `${number}.json`);
if (!existsSync(file)) fail(`there is no order ${number}: ${file} does not exist`);

const order = JSON.parse(readFileSync(file, 'utf8'));
console.log(`order ${number} of ${order.customer}, ${order.total}: ${order.state}`);

if (order.state === 'unpaid') {
  const expired = { ...order, state: 'expired', expiredAt: new Date().toISOString() };
  writeWhole(file, `${JSON.stringify(expired, null, 2)}\n`);
  console.log(`unpaid -> expired, written to ${file}`);
} else {
  console.log(`it is ${order.state}: nothing to do`);
}
