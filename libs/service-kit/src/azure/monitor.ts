import {
  type AzureMonitorOpenTelemetryOptions,
  shutdownAzureMonitor,
  useAzureMonitor,
} from '@azure/monitor-opentelemetry';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { redactAttributes } from '../redaction.ts';

type SpanProcessor = NonNullable<AzureMonitorOpenTelemetryOptions['spanProcessors']>[number];

/** Takes keys and persons out of each span before it is exported; what instrumentations put there is not ours to choose. */
const redaction: SpanProcessor = {
  onStart: () => undefined,
  onEnd({ attributes, events }) {
    redactAttributes(attributes);
    for (const event of events) if (event.attributes) redactAttributes(event.attributes);
  },
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};

/** Exports to Azure Monitor from now on; returns how to send what is left and stop. Loaded only where it is configured. */
export function startAzureMonitor(options: {
  service: string;
  version: string;
  connectionString: string;
}): () => Promise<void> {
  useAzureMonitor({
    azureMonitorExporterOptions: { connectionString: options.connectionString },
    resource: resourceFromAttributes({ 'service.name': options.service, 'service.version': options.version }),
    enableLiveMetrics: false,
    spanProcessors: [redaction],
  });
  return shutdownAzureMonitor;
}
