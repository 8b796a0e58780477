import { podUser } from '@halden/charts/names';
import { at, textAt } from '@halden/kubernetes/json';
import { poll } from '@halden/cli/poll';
import type { Kubernetes } from '@halden/kubernetes/client';

export interface Target {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** A network policy is in force a moment after its pod runs; what is measured before that says nothing. */
const policyDelayMs = 6_000;

const script = `
  const { connect } = require('node:net');
  const reach = ({ name, host, port }) => new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2500 });
    const end = (reached) => { socket.destroy(); resolve([name, reached]); };
    socket.on('connect', () => end(true)).on('timeout', () => end(false)).on('error', () => end(false));
  });
  setTimeout(async () => console.log(JSON.stringify(await Promise.all(JSON.parse(process.env.TARGETS).map(reach)))), ${policyDelayMs});
`;

/**
 * Tries to connect to every target from a pod of its own with the given labels, and so with the network policies that select them.
 * @returns the names of the targets that were reached
 */
export async function probe(
  kubernetes: Kubernetes,
  options: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly image: string;
    readonly targets: readonly Target[];
  },
): Promise<string[]> {
  const { name, namespace, labels, image, targets } = options;
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: `probe-${name}`, namespace } };
  const container = {
    name: 'probe',
    image,
    command: ['/nodejs/bin/node', '-e', script],
    env: [{ name: 'TARGETS', value: JSON.stringify(targets) }],
    resources: { requests: { cpu: '5m', memory: '32Mi' }, limits: { cpu: '200m', memory: '96Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
  };
  const securityContext = { runAsNonRoot: true, runAsUser: podUser, seccompProfile: { type: 'RuntimeDefault' } };
  try {
    await kubernetes.apply({
      ...pod,
      metadata: { ...pod.metadata, labels },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext,
        containers: [container],
        terminationGracePeriodSeconds: 0,
      },
    });
    const phase = await poll(
      async () => {
        const found = textAt(at(await kubernetes.read(pod), 'status'), 'phase');
        return found === 'Succeeded' || found === 'Failed' ? found : undefined;
      },
      { seconds: 90 },
    );
    const log = await kubernetes.logs(namespace, pod.metadata.name);
    if (phase !== 'Succeeded') throw new Error(`the probe ${name} ended as ${phase ?? 'not at all'}: ${log}`);
    const reached = JSON.parse(log) as [string, boolean][];
    return reached.filter(([, isReached]) => isReached).map(([target]) => target);
  } finally {
    await kubernetes.remove(pod, { graceSeconds: 0 });
  }
}
