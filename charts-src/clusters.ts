import type { Cluster } from './model.ts';

/** Address ranges of an AKS cluster with Azure CNI overlay; the gateway's subnet is the one delegated to it. */
const aks = { pods: '10.244.0.0/16', services: '10.0.0.0/16', gateway: '10.225.0.0/24' };

/** Every cluster. A further region is one more row, with its facts in `apps/clusters/<name>.yaml`. */
export const clusters: readonly Cluster[] = [
  {
    name: 'dev',
    environment: 'dev',
    kind: 'azure',
    namespace: 'ecommerce-dev',
    network: aks,
    spot: true,
    approval: false,
    logLevel: 'debug',
    pace: { reconcile: '10m', scrape: '15s' },
    quota: { pods: 60, requests: { cpu: '6', memory: '12Gi' }, limits: { cpu: '40', memory: '24Gi' } },
  },
  {
    name: 'staging',
    environment: 'staging',
    kind: 'azure',
    namespace: 'ecommerce-staging',
    network: aks,
    spot: true,
    approval: false,
    logLevel: 'info',
    pace: { reconcile: '10m', scrape: '15s' },
    quota: { pods: 80, requests: { cpu: '10', memory: '16Gi' }, limits: { cpu: '60', memory: '32Gi' } },
  },
  {
    name: 'prod',
    environment: 'prod',
    kind: 'azure',
    namespace: 'ecommerce-prod',
    network: aks,
    spot: false,
    approval: true,
    logLevel: 'info',
    pace: { reconcile: '10m', scrape: '15s' },
    quota: { pods: 200, requests: { cpu: '40', memory: '64Gi' }, limits: { cpu: '200', memory: '128Gi' } },
  },
  {
    name: 'local',
    environment: 'local',
    kind: 'local',
    namespace: 'ecommerce-local',
    network: { pods: '10.244.0.0/16', services: '10.96.0.0/16', gateway: '0.0.0.0/0' },
    spot: false,
    approval: false,
    logLevel: 'info',
    pace: { reconcile: '1m', scrape: '5s' },
    quota: { pods: 60, requests: { cpu: '6', memory: '8Gi' }, limits: { cpu: '60', memory: '24Gi' } },
  },
];
