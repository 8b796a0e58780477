import type { IncomingMessage } from 'node:http';
import type { Operation } from '@halden/contracts';
import type { Person } from '../auth.ts';

/** What the front of the server knows of a request that it lets through to the framework. */
export interface Admission {
  readonly operation: Operation | undefined;
  /** Stands for the caller where requests and streams are counted: the verified subject, else the address. */
  callerKey: string;
  /** Counts the request for the person behind it, once a token was verified that was not known before. */
  identified(person: Person): void;
  /** The answer is a stream from now on. */
  becameStream(): void;
  /** Answers with the problem of an error, or breaks off an answer that has begun. */
  refuse(error: unknown): void;
}

const admissions = new WeakMap<IncomingMessage, Admission>();

export const setAdmission = (request: IncomingMessage, admission: Admission) => void admissions.set(request, admission);

/** The admission of a request that has reached a framework. */
export function admissionOf(request: IncomingMessage): Admission {
  const admission = admissions.get(request);
  if (!admission) throw new TypeError('the request did not come through createApiServer');
  return admission;
}
