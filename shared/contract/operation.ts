import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CONTRACT_ERRORS } from '#shared/contract/errors.ts';

/*
 * What all operations have in common. A query changes nothing, and over plain HTTP it is a GET; a command is a
 * POST that carries a `commandId`: the engine remembers its answer in the transaction that carries it out, so
 * asking again after a lost connection is harmless.
 */

type Path = `/${string}`;

const operation = oc.errors(CONTRACT_ERRORS);

export const query = (path: Path, summary: string) =>
  operation.route({ method: 'GET', path, summary, tags: [tagOf(path)] });
export const command = (path: Path, summary: string) =>
  operation.route({ method: 'POST', path, summary, tags: [tagOf(path)] });

function tagOf(path: Path): string {
  return path.split('/', 2)[1] ?? '';
}

export const id = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,64}$/, 'letters, digits, "_" and "-" only, at most 64');
export const commandId = id;
export const reason = z.string().max(2_000).nullable().default(null);
/** Up to which journal number an answer is true; `journal.tail` goes on from there. */
export const asOfSeq = z.int();
export const limit = z.int().min(1).max(1_000).default(50);

export const runCommand = z.strictObject({ commandId, run: id, reason });
export const jobCommand = z.strictObject({ commandId, job: id, reason });
