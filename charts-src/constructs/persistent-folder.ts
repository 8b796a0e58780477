import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';

export interface PersistentFolderProps {
  readonly namespace: string;
  /** Name of the claim. */
  readonly claim: string;
  /** On the node; must exist. */
  readonly path: string;
  readonly size: string;
}

/**
 * A folder of the node as a volume, and the one claim that has it, for clusters of one node. All pods of a service may share it, and
 * write to it as their own group.
 */
export class PersistentFolder extends Construct {
  constructor(scope: Construct, id: string, { namespace, claim, path, size }: PersistentFolderProps) {
    super(scope, id);
    const volume = `${namespace}-${claim}`;
    resource(this, {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volume },
      spec: {
        capacity: { storage: size },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: '',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: claim },
        local: { path },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }],
          },
        },
      },
    });
    resource(this, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: claim, namespace },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: '',
        volumeName: volume,
        resources: { requests: { storage: size } },
      },
    });
  }
}
