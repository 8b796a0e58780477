import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fixRheaSettlement } from './settlement.ts';

const load = createRequire(import.meta.url);
const Session = load('rhea/lib/session.js');
const rhea = load('rhea');

/** What rhea writes when these deliveries are settled in one turn of the event loop. */
function framesFor(deliveries: { id: number; settled: boolean; state?: unknown }[]) {
  const frames: { first: number; last: number; outcome: number | undefined }[] = [];
  const session = new Session({ options: {}, _register: () => undefined }, 0);
  const output = (frame: { performative?: any }) => {
    const { first, last, state } = frame.performative ?? frame;
    frames.push({
      first: Number(first),
      last: Number(last ?? first),
      outcome: state && Number(state.descriptor.value),
    });
  };
  const link = { session: { output }, is_receiver: () => true };
  session.incoming.updated = deliveries.map((delivery) => ({ ...delivery, link }));
  session.incoming.process({ _write_flow: () => undefined });
  return frames;
}
const accepted = rhea.message.accepted().described();
const modified = rhea.message.modified({ delivery_failed: true }).described();
const rejected = (condition: string) => rhea.message.rejected({ error: { condition } }).described();

describe('settling several messages in one turn', () => {
  beforeAll(() => {
    fixRheaSettlement();
    fixRheaSettlement(); // twice is once
  });

  it('sends the broker each outcome as it was meant', () => {
    const frames = framesFor([
      { id: 1, settled: true, state: accepted },
      { id: 2, settled: true, state: modified },
      { id: 3, settled: true, state: rejected('one') },
      { id: 4, settled: true, state: rejected('two') },
    ]);
    expect(frames).toEqual([
      { first: 1, last: 1, outcome: 0x24 },
      { first: 2, last: 2, outcome: 0x27 },
      { first: 3, last: 3, outcome: 0x25 },
      { first: 4, last: 4, outcome: 0x25 },
    ]);
  });

  it('still says many completes in one frame', () => {
    const frames = framesFor([1, 2, 3].map((id) => ({ id, settled: true, state: accepted })));
    expect(frames).toEqual([{ first: 1, last: 3, outcome: 0x24 }]);
  });
});
