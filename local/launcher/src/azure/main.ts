import { readFileSync } from 'node:fs';
import { parseEntities, serviceNames, startAzure } from '@halden/local-azure';
import { createLogger } from '@halden/service-kit';
import type { AzureProcessOptions, AzureReady } from './protocol.ts';

const { host, advertise, ports, dataDir, entitiesFile, origin, logLevel } = JSON.parse(
  process.env.LOCAL_AZURE ?? '{}',
) as AzureProcessOptions;
const log = createLogger({ service: 'azure', version: 'local', level: logLevel as 'info' });

try {
  const entities = parseEntities(JSON.parse(readFileSync(entitiesFile, 'utf8')), entitiesFile);
  const azure = await startAzure({
    entities,
    host,
    ...(advertise !== undefined && { advertise }),
    ports,
    dataDir,
    identity: { issuer: `${origin}/identity`, redirectUris: redirectUris(origin) },
    mailboxBasePath: '/mailbox',
    log: (event, details) => {
      // What a person must act on, in one sentence; everything else is for those who look for it.
      const { message } = (details ?? {}) as { message?: string };
      if (event === 'storage-unavailable') log.error(message ?? event);
      else if (event === 'storage-available') log.info(message ?? event);
      else log.debug(details ?? {}, event);
    },
    allowedHosts: [new URL(origin).hostname],
  });
  process.once('SIGTERM', () => void azure.stop().then(() => process.exit(0)));
  const ready: AzureReady = {
    type: 'ready',
    serviceBus: azure.amqp.serviceBus,
    eventHubs: azure.amqp.eventHubs,
    cosmos: { endpoint: azure.cosmos.endpoint, key: azure.cosmos.key },
    blob: azure.blob.connectionString,
    communication: azure.communication.connectionString,
    issuer: azure.identity.issuer,
    jwksUri: azure.identity.jwksUri,
  };
  process.send?.(ready);
  // Without a launcher, as in a container, the log is where the addresses and their well-known keys are found.
  const { type: _, ...addresses } = ready;
  log.info(process.send ? {} : { addresses }, `ready: ${serviceNames.join(', ')}`);
} catch (error) {
  log.fatal({ err: error }, 'the embedded Azure did not start');
  process.exit(1);
}

/** The shop may be opened by either name of this machine. */
function redirectUris(shop: string): string[] {
  const { hostname } = new URL(shop);
  const names = ['localhost', '127.0.0.1'].includes(hostname) ? ['localhost', '127.0.0.1'] : [hostname];
  return names.map((name) => {
    const page = new URL('/signed-in', shop);
    page.hostname = name;
    return page.href;
  });
}
