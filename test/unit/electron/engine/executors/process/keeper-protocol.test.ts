import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageReader, toLine } from '#engine/executors/process/keeper-protocol.ts';
import type { EngineMessage } from '#engine/executors/process/keeper-protocol.ts';
import type { AttemptToken } from '#engine/core/executor.ts';

describe('the conversation of engine and keeper', () => {
  it('arrives whole, however the socket cuts it up', () => {
    const anyMessage = fc.string({ unit: 'grapheme' }).map((text): EngineMessage => {
      return { type: 'cancel', token: `${text}\n"` as AttemptToken, killGraceMs: 1 };
    });
    fc.assert(
      fc.property(fc.array(anyMessage), fc.array(fc.nat(50)), (messages, cuts) => {
        const received: unknown[] = [];
        const read = createMessageReader((message) => received.push(message), expect.unreachable);
        let text = messages.map(toLine).join('');
        for (const cut of cuts) {
          read(text.slice(0, cut));
          text = text.slice(cut);
        }
        read(text);
        expect(received).toEqual(messages);
      }),
    );
  });

  it.each(['not json\n', 'null\n', '17\n', '{}\n', '\n'])('ends at %j', (line) => {
    const received: unknown[] = [];
    let garbageCount = 0;
    const read = createMessageReader(
      (message) => received.push(message),
      () => (garbageCount += 1),
    );
    read(`${line}{"type":"hello","protocol":1}\n`);
    expect({ received, garbageCount }).toEqual({ received: [], garbageCount: 1 });
  });
});
