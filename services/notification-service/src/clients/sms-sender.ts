import type { SmsClient, SmsClientOptions } from '@azure/communication-sms';
import { type Messenger, RecipientRefused, SendingFailed } from '../domain/ports.ts';
import { answerWithinMs, repeatability, toFailure } from './communication.ts';

type Policy = NonNullable<SmsClientOptions['additionalPolicies']>[number]['policy'];

/**
 * The client makes a new repeatability id for every call, which covers only its own retries. This policy puts ours in its place: it
 * comes in as headers, and belongs to each recipient in the body. To be added `perCall`, so that the body is signed as it leaves.
 */
export const ownRepeatability: Policy = {
  name: 'OwnRepeatability',
  sendRequest(request, next) {
    const repeatabilityRequestId = request.headers.get('repeatability-request-id');
    const repeatabilityFirstSent = request.headers.get('repeatability-first-sent');
    if (repeatabilityRequestId === undefined || typeof request.body !== 'string') return next(request);
    const body = JSON.parse(request.body) as { smsRecipients: object[] };
    const smsRecipients = body.smsRecipients.map((recipient) => ({
      ...recipient,
      repeatabilityRequestId,
      repeatabilityFirstSent,
    }));
    request.body = JSON.stringify({ ...body, smsRecipients });
    request.headers.delete('repeatability-request-id');
    request.headers.delete('repeatability-first-sent');
    return next(request);
  },
};

/**
 * Text messages by Azure Communication Services; sent means accepted for delivery. The client must have the policy
 * `ownRepeatability`. A repetition that comes too late to be recognized is refused by the service, so nothing is sent twice.
 */
export function createSmsSender(options: { client: SmsClient; from: string }): Messenger['sms'] {
  const { client, from } = options;
  return async ({ to, text, ...once }) => {
    const [result] = await client
      .send(
        { from, to: [to], message: text },
        {
          enableDeliveryReport: false,
          abortSignal: AbortSignal.timeout(answerWithinMs),
          requestOptions: { customHeaders: repeatability(once) },
        },
      )
      .catch((error: unknown) => {
        throw toFailure(error);
      });
    if (result?.successful) return;
    const why = `${result?.httpStatusCode ?? 'no status'}: ${result?.errorMessage ?? 'not accepted'}`;
    if (result && [400, 412, 422].includes(result.httpStatusCode)) throw new RecipientRefused(why);
    throw new SendingFailed(why);
  };
}
