import { EmailClient } from '@azure/communication-email';
import { SmsClient } from '@azure/communication-sms';
import type { Guard } from '@halden/service-kit';
import { azureCredential } from '@halden/service-kit/azure-credential';
import type { Messenger } from '../domain/ports.ts';
import { clientOptions } from './communication.ts';
import { createEmailSender } from './email-sender.ts';
import { createSmsSender, ownRepeatability } from './sms-sender.ts';

/**
 * E-mail and text messages by Azure Communication Services, with a connection string where one is given (the embedded ones), else at the
 * endpoint with the workload identity. `guard` says how many are sent at once.
 */
export async function createMessenger(options: {
  connectionString: string | undefined;
  endpoint: string | undefined;
  emailSender: string;
  smsSender: string | undefined;
  guard: Guard;
}): Promise<Messenger> {
  const { connectionString, endpoint, guard, emailSender, smsSender } = options;
  const address = connectionString ?? endpoint;
  if (!address)
    throw new TypeError(
      'Communication Services need a connection string (COMMUNICATION_CONNECTION_STRING) or an endpoint',
    );
  const common = clientOptions(address);
  const forSms = { ...common, additionalPolicies: [{ policy: ownRepeatability, position: 'perCall' as const }] };
  const credential = connectionString ? undefined : await azureCredential();
  const emailClient = credential ? new EmailClient(address, credential, common) : new EmailClient(address, common);
  const smsClient = credential ? new SmsClient(address, credential, forSms) : new SmsClient(address, forSms);
  const email = createEmailSender({ client: emailClient, from: emailSender });
  const sms = createSmsSender({ client: smsClient, from: smsSender ?? '' });
  return {
    email: (message) => guard.run(() => email(message)),
    sms: (message) => guard.run(() => sms(message)),
  };
}
