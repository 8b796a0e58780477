import { ServiceBusAdministrationClient, type ServiceBusAdministrationClientOptions } from '@azure/service-bus';
import type { AmqpServer } from '../index.ts';

/** The vendor's administration client, which trusts the server's authority. Without retries, so that a refusal comes at once. */
export async function administrationOf(
  server: AmqpServer,
  {
    connectionString = server.serviceBus,
    ...options
  }: { connectionString?: string } & ServiceBusAdministrationClientOptions = {},
): Promise<ServiceBusAdministrationClient> {
  const ca = await server.certificateAuthority?.pem();
  return new ServiceBusAdministrationClient(connectionString, {
    retryOptions: { maxRetries: 0 },
    ...(ca !== undefined && { tlsOptions: { ca } }),
    ...options,
  });
}

/** Everything that an iterator gives. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
