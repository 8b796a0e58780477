import { beforeAll, describe, expect, it } from '@jest/globals';
import { embeddedAzure, type Service, servicesIn } from '@halden/charts';
import { at, textAt } from '@halden/kubernetes/json';
import { probe, type Target } from './support/probe.ts';
import { report } from './support/report.ts';
import { openTestContext, type TestContext } from './support/test-context.ts';

/** Which port of the embedded Azure stands for what a service uses; SQL is a file here. */
const ports: Readonly<Record<Service['uses'][number], string | undefined>> = {
  cosmos: 'cosmos',
  'service-bus': 'amqp',
  'event-hubs': 'amqp',
  checkpoints: 'blob',
  sql: undefined,
  communication: 'communication',
};
const services = servicesIn('local').filter(({ runtime }) => runtime !== 'embedded-azure');

describe('the network policies', () => {
  let context: TestContext;
  let targets: Target[];
  let image: string;
  beforeAll(async () => {
    context = await openTestContext();
    const { kubernetes, namespace, cluster } = context;
    const addressOf = async (name: string, inNamespace: string) => {
      const service = await kubernetes.read({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: inNamespace },
      });
      const pieces = at(service, 'spec', 'ports');
      const host = textAt(service, 'spec', 'clusterIP') ?? '';
      return (Array.isArray(pieces) ? pieces : []).map((port) => ({
        host,
        port: Number(at(port, 'port')),
        name: textAt(port, 'name') ?? '',
      }));
    };
    const named = async (service: string, name: string) =>
      (await addressOf(service, namespace)).map((target) => ({ ...target, name }));
    // A service with a port for other services is called there, and there alone.
    const ofServices = services.map(async ({ name, ports: { internal } }) =>
      internal === undefined
        ? named(`${name}-primary`, name)
        : [
            ...(await named(`${name}-internal`, name)),
            ...(await named(`${name}-primary`, `what ${name} has for the public`)),
          ],
    );
    const ofAzure = addressOf('azure', cluster.azureNamespace).then((found) =>
      found.map((target) => ({ ...target, name: `azure ${target.name}` })),
    );
    const dns = (await addressOf('kube-dns', 'kube-system')).filter(({ port }) => port === 53).slice(0, 1);
    targets = [
      ...(await Promise.all(ofServices)).flat(),
      ...(await ofAzure),
      ...dns.map((target) => ({ ...target, name: 'dns' })),
      { name: 'the API server', host: '10.96.0.1', port: 443 },
      { name: 'the machine', host: new URL(context.url).hostname, port: 80 },
      { name: 'the internet', host: '1.1.1.1', port: 443 },
    ];
    const azure = context.desired(embeddedAzure.name);
    image = `${azure.repository}@${azure.digest}`;
  });

  /** What the description of a service declares, and nothing else. */
  const declared = ({ calls, uses, verifiesTokens }: Service): string[] => {
    const used = uses.flatMap((use) => (ports[use] === undefined ? [] : [`azure ${ports[use]}`]));
    // Tokens are verified by the keys of the identity provider.
    const all = [...calls.map(({ service }) => service), ...used, ...(verifiesTokens ? ['azure identity'] : [])];
    return [...new Set([...all, ...(all.length > 0 ? ['dns'] : [])])].sort();
  };

  it('let every service reach what it declares, and nothing else', async () => {
    const { kubernetes, namespace } = context;
    const matrix = await Promise.all(
      services.map(async ({ name }) => {
        const labels = { 'app.kubernetes.io/name': name };
        return [name, (await probe(kubernetes, { name, namespace, labels, image, targets })).sort()] as const;
      }),
    );
    for (const [name, reached] of matrix) report(`${name} → ${reached.join(', ') || 'nothing'}`);
    expect(Object.fromEntries(matrix)).toEqual(Object.fromEntries(services.map((row) => [row.name, declared(row)])));
  });

  it('let a pod that no row describes reach nothing, from inside or outside of the namespace', async () => {
    const { kubernetes, namespace } = context;
    const labels = { 'app.kubernetes.io/name': 'foreign-pod' };
    const inside = await probe(kubernetes, { name: 'foreign-pod', namespace, labels, image, targets });
    expect(inside).toEqual([]);
    const ours = targets.filter(({ name }) => name.startsWith('azure') || services.some((row) => row.name === name));
    const outside = await probe(kubernetes, {
      name: 'foreign-pod',
      namespace: 'default',
      labels,
      image,
      targets: ours,
    });
    expect(outside).toEqual([]);
  });
});
