import { fixRheaLatency } from './latency.ts';
import { fixRheaSettlement } from './settlement.ts';

export { dropConnection } from './drop.ts';
export { fixRheaLatency, fixRheaSettlement };

/** Every process that speaks AMQP, server or client, calls this once before it connects; calling it again changes nothing. */
export function fixRhea(): void {
  fixRheaSettlement();
  fixRheaLatency();
}
