import type { CanaryWebhook } from './resources/flagger.ts';
import type { Cluster } from './model.ts';

/** Answers the approval gates of a release, and receives the events of Flux and Flagger. */
const address = (namespace: string) => `http://ops-bridge.${namespace}`;

/** Where Flux sends its alerts. */
export const fluxEventsUrl = ({ namespace }: Cluster): string => `${address(namespace)}/flux/events`;

/** Where Prometheus' Alertmanager does. */
export const alertmanagerUrl = ({ namespace }: Cluster): string => `${address(namespace)}/alerts`;

/**
 * The approvals and notifications of Flagger in a cluster that people operate. Where a release needs approval, the gate stands before promotion: there
 * the checksum is that of the new revision; a rejection makes the rollback hook answer 200.
 */
export function deliveryWebhooks({ kind, approval, namespace, name }: Cluster): CanaryWebhook[] {
  if (kind === 'local') return [];
  const metadata = { cluster: name };
  const url = (path: string) => `${address(namespace)}/flagger/${path}`;
  return [
    { name: 'events', type: 'event', url: url('events'), metadata },
    ...(approval
      ? ([
          { name: 'approval', type: 'confirm-promotion', url: url('gate'), metadata },
          { name: 'rejection', type: 'rollback', url: url('rollback'), metadata },
        ] as const)
      : []),
  ];
}
