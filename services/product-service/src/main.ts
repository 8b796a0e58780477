import { ConfigError, createLogger, runService, startTelemetry } from '@halden/service-kit';
import { readConfig } from './config.ts';

try {
  const config = readConfig(process.env);
  const about = { service: 'product-service', version: config.SERVICE_VERSION };
  const log = createLogger({ ...about, level: config.LOG_LEVEL });
  const telemetry = await startTelemetry({ ...about, connectionString: config.APPLICATIONINSIGHTS_CONNECTION_STRING });
  const { buildApp } = await import('./app.ts'); // after telemetry, which watches what is imported from here on
  const { lifecycle, health } = await buildApp({ config, log, now: Date.now });
  lifecycle.add('telemetry', telemetry);
  await runService({ process, log, health, lifecycle, drainSeconds: config.DRAIN_SECONDS });
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(error instanceof ConfigError ? 78 : 1);
}
