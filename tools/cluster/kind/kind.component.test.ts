import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manifestsIn, missingForKind, portIn, removeKindCluster, ipv4In, kindConfig } from './cluster.ts';
import { charts, helmArguments } from './components.ts';
import { gatewayManifests } from './gateway.ts';
import { run } from '@halden/cli/program';

describe('the kind cluster', () => {
  it('has port 80 of its node at a port of this machine, and of nobody else', () => {
    expect(kindConfig(8080).nodes).toEqual([
      {
        role: 'control-plane',
        extraPortMappings: [{ containerPort: 80, hostPort: 8080, listenAddress: '127.0.0.1', protocol: 'TCP' }],
      },
    ]);
  });

  it('is found at the port that the engine says', () => {
    expect(portIn('127.0.0.1:49153\n')).toBe(49153);
    expect(() => portIn('')).toThrow('publishes no port 80');
  });

  it('finds this machine by an IPv4 address', () => {
    expect(ipv4In('fc00:f853:ccd:e793::1 172.18.0.1 ')).toBe('172.18.0.1');
    expect(ipv4In('fc00:f853:ccd:e793::1 ')).toBeUndefined();
  });

  it('has Prometheus before Flagger, and charts of pinned versions only', () => {
    expect(charts.map(({ name }) => name)).toEqual(['metrics-server', 'kube-prometheus-stack', 'flagger']);
    for (const chart of charts) {
      const args = helmArguments(chart, '/k');
      expect(args[args.indexOf('--version') + 1]).toMatch(/^\d+\.\d+\.\d+$/);
      expect(args.includes('--repo')).toBe(!chart.chart.startsWith('oci://'));
    }
  });

  it('has a gateway on port 80 where the network policies let it in from', () => {
    const manifests = gatewayManifests({ className: 'some-class', namespace: 'gateway-system' });
    expect(manifests.find(({ kind }) => kind === 'GatewayClass')?.metadata.name).toBe('some-class');
    const deployment = manifests.find(({ kind }) => kind === 'Deployment');
    expect(deployment?.metadata.namespace).toBe('gateway-system');
    expect(JSON.stringify(deployment)).toContain('"containerPort":80,"hostPort":80');
  });

  it('takes every manifest of a file, and no empty document', () => {
    expect(manifestsIn('---\nkind: A\n---\n# nothing\n---\nkind: B\n').map(({ kind }) => kind)).toEqual(['A', 'B']);
  });
});

describe('removing and making it', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'halden-kind-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const program = (name: string, script: string) => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  };

  it('leaves nothing of the cluster, its registry and its kubeconfig', async () => {
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, '');
    const calls: string[] = [];
    const record = (name: string, args: readonly string[]) =>
      Promise.resolve(String(calls.push([name, ...args].join(' '))));
    await removeKindCluster({ kubeconfig, engine: 'docker', run: record });
    expect(calls).toEqual([
      `kind delete cluster --name halden --kubeconfig ${kubeconfig}`,
      'docker rm --force --volumes halden-registry',
    ]);
    expect(() => rmSync(kubeconfig)).toThrow('ENOENT');
  });

  it('names what is missing', async () => {
    const missing = await missingForKind({ engine: program('engine', 'exit 1'), run });
    expect(missing).toMatch(/kind is not installed|engine version --format/);
  });
});
