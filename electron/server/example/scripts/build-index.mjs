// Reads every text of a folder and writes an inverted index: each word, and the texts it stands in.
// A GET: it derives something and changes nothing else, so it may run as often as one likes.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, readInput, readName } from './run-input.mjs';
import { writeWhole } from './write-whole.mjs';

function wordsOf(text) {
  return new Set(text.toLowerCase().match(/\p{Letter}[\p{Letter}\p{Number}]+/gu) ?? []);
}

const folder = readName(readInput().index, 'the name of an index');
if (!existsSync(folder)) fail(`there is no folder "${folder}" to index`);

const names = readdirSync(folder)
  .filter((name) => /\.(md|txt)$/.test(name))
  .sort();
const textsByWord = new Map();

names.forEach((name, position) => {
  const words = wordsOf(readFileSync(join(folder, name), 'utf8'));
  for (const word of words) textsByWord.set(word, [...(textsByWord.get(word) ?? []), name]);
  console.log(`${position + 1}/${names.length} ${name}: ${words.size} words`);
});

const sorted = [...textsByWord].sort(([a], [b]) => (a < b ? -1 : 1));
const file = join('index', `${folder}.json`);
mkdirSync('index', { recursive: true });
writeWhole(file, JSON.stringify(Object.fromEntries(sorted), null, 1));
console.log(`wrote ${file}: ${sorted.length} words in ${names.length} texts`);
