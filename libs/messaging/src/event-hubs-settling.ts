import type { Logger } from '@halden/service-kit';
import { backoffMs, pause } from './backoff.ts';
import { deadLetter, type Verdict } from './consumer.ts';
import type { RawDelivery } from './processing.ts';

/** Takes an event that cannot be handled: a hub has no dead-letter queue of its own. */
export type DeadLetterSink = (
  delivery: RawDelivery,
  verdict: Extract<Verdict, { kind: 'dead-letter' }>,
) => Promise<void>;

/** Handles events until each is done or dead-lettered; false when stopped before that. */
export function createEventSettler(options: {
  process: (deliveries: RawDelivery[]) => Promise<Verdict[]>;
  deadLetters: DeadLetterSink;
  maxAttempts: number;
  log: Logger;
  stopped: AbortSignal;
}): (deliveries: RawDelivery[]) => Promise<boolean> {
  const { process, deadLetters, maxAttempts, log, stopped } = options;

  /** An event that is neither handled nor dead-lettered would be lost with the next checkpoint, so this does not give up. */
  const sendToDeadLetters: (...event: Parameters<DeadLetterSink>) => Promise<boolean> = async (delivery, verdict) => {
    for (let attempt = 0; !stopped.aborted; attempt++) {
      try {
        await deadLetters(delivery, verdict);
        return true;
      } catch (error) {
        log.error(
          { err: error, messageId: delivery.messageId, reason: verdict.reason },
          'event could not be dead-lettered; trying again',
        );
        await pause(backoffMs(attempt), stopped);
      }
    }
    return false;
  };

  return async (deliveries) => {
    let open = deliveries;
    for (let round = 0; open.length > 0; round++) {
      if (stopped.aborted) return false;
      const verdicts = await process(open);
      const again: RawDelivery[] = [];
      for (const [index, verdict] of verdicts.entries()) {
        const delivery = open[index] as RawDelivery;
        const attempts = delivery.previousAttempts + 1;
        const given = afterAttempts(verdict, { attempts, maxAttempts });
        if (given.kind === 'dead-letter' && !(await sendToDeadLetters(delivery, given))) return false;
        if (given.kind === 'retry')
          again.push(given.transient ? delivery : { ...delivery, previousAttempts: attempts });
      }
      open = again;
      if (open.length > 0) await pause(backoffMs(round), stopped);
    }
    return true;
  };
}

const afterAttempts = (verdict: Verdict, limits: { attempts: number; maxAttempts: number }): Verdict =>
  verdict.kind === 'retry' && !verdict.transient && limits.attempts >= limits.maxAttempts
    ? deadLetter('max_attempts_exceeded', verdict.reason)
    : verdict;
