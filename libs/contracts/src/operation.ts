import type { Static, TSchema } from './brand.ts';
import type { Role } from './people.ts';
import type { ProblemCode } from './problem-codes.ts';

/**
 * Who may call: `public` anybody; `customer` a signed-in person; `guest` a signed-in person or somebody without a token;
 * `internal` other services only (no public route leads there); a role, staff who hold it.
 */
export type Access = 'public' | 'customer' | 'guest' | 'internal' | { role: Role };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One operation of an HTTP API: the source of its types, its validation, its OpenAPI description and its client. */
export interface Operation {
  method: Method;
  /** With parameters in braces: `/api/orders/{orderId}`. */
  path: string;
  summary: string;
  description?: string;
  access: Access;
  params?: TSchema;
  query?: TSchema;
  headers?: TSchema;
  body?: TSchema;
  /** Status → body; `null` means no JSON body (empty, or another media type named in `produces`). */
  responses: Record<number, TSchema | null>;
  /** Media type where it is not JSON. */
  produces?: string;
  /** The problem codes a caller should expect besides the common ones. */
  problems?: readonly ProblemCode[];
}

export interface Api {
  service: string;
  title: string;
  description: string;
  operations: Record<string, Operation>;
}

/** Keeps the literal types, so that clients and handlers are typed by the very definition. */
export const defineApi = <const A extends Api>(api: A): A => api;

type StaticOf<S> = S extends TSchema ? Static<S> : undefined;
type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];
type AllOptional<T> = Exclude<keyof T, OptionalKeys<T>> extends never ? true : false;
type Part<Name extends string, S> = S extends TSchema
  ? AllOptional<Static<S>> extends true
    ? { [K in Name]?: Static<S> }
    : { [K in Name]: Static<S> }
  : unknown;

/** What a client passes: `params`, `query`, `headers`, `body`, each only where the operation has it; queries have defaults. */
export type OperationInput<O extends Operation> = Part<'params', O['params']> &
  (O['query'] extends TSchema ? { query?: Partial<Static<O['query']>> } : unknown) &
  Part<'headers', O['headers']> &
  Part<'body', O['body']>;

/** What a handler receives, after validation: every part present, defaults filled in. */
export interface OperationRequest<O extends Operation> {
  params: StaticOf<O['params']>;
  query: StaticOf<O['query']>;
  headers: StaticOf<O['headers']>;
  body: StaticOf<O['body']>;
}

type BodyOf<O extends Operation, S extends keyof O['responses']> = O['responses'][S] extends TSchema
  ? Static<O['responses'][S]>
  : O extends { produces: string }
    ? string
    : undefined;

/**
 * What a handler answers: one of the declared statuses with its body. `encoded` in place of `body` is the body already
 * in bytes, for answers that are kept ready.
 */
export type OperationReply<O extends Operation> = {
  [S in keyof O['responses'] & number]:
    | { status: S; body: BodyOf<O, S>; headers?: Record<string, string> }
    | { status: S; encoded: Uint8Array; headers?: Record<string, string> };
}[keyof O['responses'] & number];

/** The union of the bodies of all declared statuses. */
export type OperationResult<O extends Operation> = {
  [S in keyof O['responses'] & number]: BodyOf<O, S>;
}[keyof O['responses'] & number];
