import type { ServiceName } from './model.ts';

/** On everything of a service. */
export const labelsOf = (service: ServiceName): Record<string, string> => ({
  'app.kubernetes.io/name': service,
  'app.kubernetes.io/part-of': 'halden',
});

/**
 * What selects all pods of a service, primary and canary alike. Flagger rewrites the label `app` (the Deployment's selector) on the
 * primary, and leaves this one as it is.
 */
export const podsOf = (service: ServiceName): Record<string, string> => ({ 'app.kubernetes.io/name': service });

/** A pod of the canary, never of the primary, as PromQL's `pod=~` sees it; Flagger fills in the target. */
export const canaryPods = '{{ target }}-[0-9a-z]+-[0-9a-z]+';

export const monitoringNamespace = 'monitoring';
export const prometheusAddress = `http://prometheus-operated.${monitoringNamespace}:9090`;
export const fluxNamespace = 'flux-system';
/** What Flux calls this repository; in Azure the cluster's Flux configuration makes it. */
export const sourceName = 'platform';
/** Where the embedded Azure is, in clusters without Azure. */
export const azureNamespace = 'azure';
/** Not root on any node: the id that distroless images call `nonroot`, as images are built. */
export const podUser = 65532;
/** The Gateway, and the port that services are called at. */
export const gatewayName = 'gateway';
export const servicePort = 80;
/** The Service that other services reach where a service has a port for them. */
export const internalServiceName = (service: string): string => `${service}-internal`;
/** Namespaces whose routes the local gateway accepts. */
export const routesLabel = { 'halden.example/routes': 'allowed' };
/** Namespaces that the admission policies guard. */
export const guardedLabel = { 'halden.example/admission': 'guarded' };
