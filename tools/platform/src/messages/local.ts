import { defaultPorts } from '@halden/local-azure/about';
import { services } from '@halden/service-registry';

/** The embedded Service Bus and Event Hubs of `npm start`, on their usual port. */
export const localConnectionString = `Endpoint=sb://127.0.0.1:${defaultPorts.amqp};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true`;

/** The management port under `npm start`, when it got the one it prefers, of the service that has an outbox: the one that keeps its data in SQL. */
export const localManagementUrl = `http://127.0.0.1:${
  (services.find(({ uses }) => uses.includes('sql'))?.local?.port ?? 0) + 100
}`;
