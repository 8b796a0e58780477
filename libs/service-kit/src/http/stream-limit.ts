import { Refusal } from '../problem.ts';
import { limits } from './limits.ts';

/** Bounds how many event streams are open at a time: altogether, of one caller, and of one thing that is watched. */
export interface StreamLimit {
  /** Takes a place, and returns how to give it back. Throws `too_many_streams`. */
  enter(caller: string, subject: string): () => void;
}

export function createStreamLimit(
  most: Readonly<Record<'total' | 'perCaller' | 'perSubject', number>> = limits.streams,
): StreamLimit {
  const [callers, subjects] = [createCounts(), createCounts()];
  let open = 0;
  return {
    enter(caller, subject) {
      if (open >= most.total) refuse('altogether');
      if (callers.of(caller) >= most.perCaller) refuse('for you');
      if (subjects.of(subject) >= most.perSubject) refuse('for this');
      open++;
      callers.add(caller, 1);
      subjects.add(subject, 1);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        open--;
        callers.add(caller, -1);
        subjects.add(subject, -1);
      };
    },
  };
}

function refuse(where: string): never {
  throw new Refusal('too_many_streams', { retryAfterSeconds: 10, detail: `too many event streams are open ${where}` });
}

function createCounts() {
  const counts = new Map<string, number>();
  return {
    of: (key: string) => counts.get(key) ?? 0,
    add(key: string, change: number) {
      const count = (counts.get(key) ?? 0) + change;
      if (count > 0) counts.set(key, count);
      else counts.delete(key);
    },
  };
}
