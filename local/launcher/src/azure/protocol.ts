import type { ServiceName } from '@halden/local-azure/about';

/** The options of the process of the embedded Azure, passed as JSON in `LOCAL_AZURE`. */
export interface AzureProcessOptions {
  host: string;
  /** The name that others reach this process by, such as that of a Service in a cluster; `host` when absent. */
  advertise?: string;
  ports: Record<ServiceName, number>;
  dataDir: string;
  entitiesFile: string;
  /** Where browsers find the gateway, such as `http://localhost:8080`. */
  origin: string;
  logLevel: string;
}

/** What that process sends to the launcher when everything is ready. */
export interface AzureReady {
  type: 'ready';
  serviceBus: string;
  eventHubs: string;
  cosmos: { endpoint: string; key: string };
  blob: string;
  communication: string;
  issuer: string;
  jwksUri: string;
}

export const isAzureReady = (message: unknown): message is AzureReady =>
  message !== null && typeof message === 'object' && 'type' in message && message.type === 'ready';
