import { ApplicationInsights, DistributedTracingModes } from '@microsoft/applicationinsights-web';
import { scrub } from './scrub.ts';

/** Sends page views, dependency calls and errors to Application Insights. Returns what reports an error by hand. */
export function startInsights(connectionString: string): (error: unknown, where: string) => void {
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
  return (error, where) => {
    const exception = error instanceof Error ? error : new Error(String(error));
    insights.trackException({ exception, properties: { where } });
  };
}
