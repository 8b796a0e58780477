import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@halden/kubernetes/json';
import type { Kubernetes } from '@halden/kubernetes/client';
import { assertRequirements } from './requirements.ts';

/** A cluster with everything, but for what is named; `starting` is available at the second look. */
function clusterBut({
  kinds = [],
  starting,
  nodes = 'True',
}: {
  kinds?: readonly string[];
  starting?: string;
  nodes?: 'True' | 'Unknown';
}): Kubernetes {
  let looks = 0;
  const deployment = (name: string): JsonObject => ({
    metadata: { name },
    status: name === starting && looks++ === 0 ? {} : { availableReplicas: 1 },
  });
  return {
    label: 'a cluster',
    list: async (_: string, kind: string) => {
      if (kinds.includes(kind)) return undefined;
      return kind === 'Node'
        ? [{ status: { conditions: [{ type: 'Ready', status: nodes }] } }]
        : [deployment('flagger')];
    },
    read: async ({ metadata }: { metadata: { name: string } }) => deployment(metadata.name),
  } as Partial<Kubernetes> as Kubernetes;
}

describe('what the platform builds upon', () => {
  it('is asked for before anything is built', async () => {
    await assertRequirements(clusterBut({}), 'some-class', () => undefined);
  });

  it('is named where it is missing, all at once, with how to get it', async () => {
    const asked = assertRequirements(clusterBut({ kinds: ['Kustomization', 'Canary'] }), 'some-class', () => undefined);
    await expect(asked).rejects.toThrow(/no Kustomization[^]*flux install[^]*no Canary[^]*helm upgrade -i flagger/);
  });

  it('is waited for while it starts', async () => {
    const reported: string[] = [];
    await assertRequirements(clusterBut({ starting: 'source-controller' }), 'some-class', (text) =>
      reported.push(text),
    );
    expect(reported).toEqual(['waiting: Flux: Deployment source-controller in flux-system is not available']);
  });

  it('says when no node runs anything', async () => {
    const asked = assertRequirements(
      clusterBut({ nodes: 'Unknown', kinds: ['Canary'] }),
      'some-class',
      () => undefined,
    );
    await expect(asked).rejects.toThrow(/nodes: a node that is ready is not available; kubectl describe nodes/);
  });
});
