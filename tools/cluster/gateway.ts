import { at, textAt } from '@halden/kubernetes/json';
import { Refusal } from '@halden/cli/refusal';
import { poll } from '@halden/cli/poll';
import type { Kubernetes } from '@halden/kubernetes/client';

/**
 * Where browsers will find the gateway: asked of the cluster with a Gateway that is deleted again.
 * @throws {Refusal} when the gateway class gives it no address
 */
export async function gatewayOrigin(kubernetes: Kubernetes, className: string): Promise<string> {
  const gateway = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'halden-address', namespace: 'default' },
  };
  const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
  await kubernetes.apply({ ...gateway, spec: { gatewayClassName: className, listeners } });
  try {
    const address = await poll(
      async () => {
        const found = await kubernetes.read(gateway);
        return textAt(at(found, 'status', 'addresses', 0), 'value');
      },
      { seconds: 60 },
    );
    if (address !== undefined) return `http://${address}`;
    throw new Refusal({
      what: 'the gateway has no address',
      where: `GatewayClass ${className} of ${kubernetes.label}`,
      why: 'a Gateway of it got no status.addresses within a minute',
      fix: 'say where browsers reach it: npm run cluster -- up --origin http://localhost:8080',
    });
  } finally {
    await kubernetes.remove(gateway);
  }
}
