import type { ShopConfig } from './config.ts';
import { whenIdle } from './when-idle.ts';

/** Reports an error that a person ran into; to nobody, until telemetry runs. */
export let reportError: (error: unknown, where: string) => void = () => undefined;

/** Page views, dependency calls and errors go to Application Insights, where a connection string is configured. Loaded when the page is idle. */
export function startTelemetry({ telemetry: { connectionString } }: ShopConfig): void {
  if (!connectionString) return;
  whenIdle(() => {
    const code = Promise.all([import('@microsoft/applicationinsights-web'), import('./scrub.ts')]);
    void code.then(([{ ApplicationInsights, DistributedTracingModes }, { scrub }]) => {
      const insights = new ApplicationInsights({
        config: {
          connectionString,
          enableAutoRouteTracking: true,
          disableCookiesUsage: true,
          distributedTracingMode: DistributedTracingModes.W3C,
          excludeRequestFromAutoTrackingPatterns: [/\/events$/],
        },
      });
      // Before anything is sent: guests' links and searches hold what nobody else is to read.
      insights.addTelemetryInitializer((item) => scrub(item));
      insights.loadAppInsights();
      insights.trackPageView();
      reportError = (error, where) => {
        const exception = error instanceof Error ? error : new Error(String(error));
        insights.trackException({ exception, properties: { where } });
      };
    });
  });
}
