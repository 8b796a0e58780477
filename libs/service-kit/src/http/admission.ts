import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Person } from '../auth.ts';
import { subjectKey } from './caller.ts';

/** What the front of the server does for a request that it has let through. */
export interface Front {
  take(callerKey: string, response: ServerResponse): void;
  becameStream(response: ServerResponse): void;
  refuse(response: ServerResponse, error: unknown): void;
}

/** What the front of the server knows of a request that it lets through to the framework. */
export class Admission {
  readonly #front: Front;
  readonly #response: ServerResponse;
  /** Whether it was counted for its subject already, whose token was verified before. */
  readonly #isKnown: boolean;
  /** Stands for the caller where requests and streams are counted: the verified subject, else the address. */
  callerKey: string;

  constructor(front: Front, response: ServerResponse, caller: { key: string; isKnown: boolean }) {
    this.#front = front;
    this.#response = response;
    this.callerKey = caller.key;
    this.#isKnown = caller.isKnown;
  }

  /** Counts the request for the person behind it, once a token was verified that was not known before. */
  identified(person: Person): void {
    if (this.#isKnown) return;
    this.callerKey = subjectKey(person.id);
    this.#front.take(this.callerKey, this.#response);
  }

  /** The answer is a stream from now on. */
  becameStream(): void {
    this.#front.becameStream(this.#response);
  }

  /** Answers with the problem of an error, or breaks off an answer that has begun. */
  refuse(error: unknown): void {
    this.#front.refuse(this.#response, error);
  }
}

// On the request itself: a WeakMap of so many short-lived keys is the garbage collector's largest single cost.
const key = Symbol('admission');
type Admitted = IncomingMessage & { [key]?: Admission };

export const setAdmission = (request: IncomingMessage, admission: Admission): void => {
  (request as Admitted)[key] = admission;
};

/** The admission of a request that has reached a framework. */
export function admissionOf(request: IncomingMessage): Admission {
  const admission = (request as Admitted)[key];
  if (!admission) throw new TypeError('the request did not come through createApiServer');
  return admission;
}
