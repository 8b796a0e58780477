import { type Once, RecipientRefused, SendingFailed } from '../domain/ports.ts';

/** How long an answer of Communication Services is waited for, in milliseconds. */
export const answerWithinMs = 10_000;

/** Options of both clients: we try again ourselves, so that a place among the sends under way is not held while waiting. */
export const clientOptions = (endpoint: string) => ({
  retryOptions: { maxRetries: 0 },
  allowInsecureConnection: /^(endpoint=)?http:\/\//i.test(endpoint), // the embedded one, on loopback
});

/**
 * By these headers a request made again is answered as the first one was, and done once; tracked for five minutes.
 * Source: https://learn.microsoft.com/rest/api/communication/repeatable-requests.
 */
export const repeatability = ({ id, firstTriedAt }: Once): Record<string, string> => ({
  'repeatability-request-id': id,
  'repeatability-first-sent': new Date(firstTriedAt).toUTCString(),
});

/** The HTTP status that an error of the Azure SDKs carries. */
export const statusOf = (error: unknown): number | undefined => {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
};

/** What an error of the service means for a message: not ever (the message is wrong), or not now. */
export function toFailure(error: unknown): RecipientRefused | SendingFailed {
  if (error instanceof RecipientRefused || error instanceof SendingFailed) return error;
  const status = statusOf(error);
  const message = describe(error);
  const isFinal = status !== undefined && [400, 413, 422].includes(status);
  return isFinal ? new RecipientRefused(message, { cause: error }) : new SendingFailed(message, { cause: error });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${code}: ${error.message}` : error.message;
}
