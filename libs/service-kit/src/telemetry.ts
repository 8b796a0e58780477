/** What OpenTelemetry has gathered and not sent yet is sent by `stop`. */
export interface Telemetry {
  stop(): Promise<void>;
}

/**
 * Starts OpenTelemetry with the Azure Monitor exporter when a connection string is configured; else nothing is loaded at all.
 * Call it before importing what it should watch (HTTP servers and clients, the Azure SDKs).
 */
export async function startTelemetry(options: {
  service: string;
  version: string;
  connectionString: string | undefined;
}): Promise<Telemetry> {
  const { connectionString } = options;
  if (!connectionString) return { stop: async () => undefined };
  const { startAzureMonitor } = await import('./azure/monitor.ts');
  return { stop: startAzureMonitor({ ...options, connectionString }) };
}
