import { shutdownAzureMonitor, useAzureMonitor } from '@azure/monitor-opentelemetry';
import { resourceFromAttributes } from '@opentelemetry/resources';

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
  });
  return shutdownAzureMonitor;
}
