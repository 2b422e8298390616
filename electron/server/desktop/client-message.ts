import { z } from 'zod';
import type { ClientMessage } from '#shared/contract/port-protocol.ts';

const MAX_MESSAGE_LENGTH = 16 * 1024 * 1024;

const id = z.int().min(1);

/** The input is looked at by the operation. */
const clientMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('call'),
    id,
    operation: z.string(),
    input: z.unknown().optional(),
    lastEventId: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('more'), id }),
  z.strictObject({ type: z.literal('cancel'), id }),
]) satisfies z.ZodType<ClientMessage>;

/** What a client of the contract sends over a port; `null` for anything else. */
export function parseClientMessage(data: unknown): ClientMessage | null {
  if (typeof data !== 'string' || data.length > MAX_MESSAGE_LENGTH) return null;
  return clientMessageSchema.safeParse(parseJson(data)).data ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
