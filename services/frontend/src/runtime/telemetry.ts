import type { ShopConfig } from './config.ts';
import { whenIdle } from './when-idle.ts';

/** Reports an error that a person ran into; to nobody, until telemetry runs. */
export let reportError: (error: unknown, where: string) => void = () => undefined;

/** Telemetry goes to Application Insights, where a connection string is configured. Its code is loaded when the page is idle. */
export function startTelemetry({ telemetry: { connectionString } }: ShopConfig): void {
  if (!connectionString) return;
  whenIdle(() => {
    import('./insights.ts').then(
      ({ startInsights }) => (reportError = startInsights(connectionString)),
      // Without its code the shop goes on unobserved.
      () => undefined,
    );
  });
}
