import { Construct } from 'constructs';
import { toYaml } from '../yaml.ts';
import { resource } from '../resources/resource.ts';
import type { ServiceName } from '../model.ts';
import { labelsOf } from '../names.ts';

export interface VaultSecretsProps {
  readonly service: ServiceName;
  readonly namespace: string;
  readonly keyVault: string;
  readonly identity: { readonly clientId: string; readonly tenantId: string };
  /** The Kubernetes Secret that is kept equal to the vault. */
  readonly secret: string;
  /** Key of that Secret → object in the vault. */
  readonly objects: Readonly<Record<string, string>>;
  /** `tls`: one certificate with its key, under `tls.crt` and `tls.key`; @default 'opaque' */
  readonly type?: 'opaque' | 'tls';
}

/** Brings secrets from the Key Vault, by the service's own identity. The name of the class is the Secret's. */
export class VaultSecrets extends Construct {
  constructor(scope: Construct, id: string, props: VaultSecretsProps) {
    super(scope, id);
    const names = [...new Set(Object.values(props.objects))];
    resource(this, {
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      kind: 'SecretProviderClass',
      metadata: { name: props.secret, namespace: props.namespace, labels: labelsOf(props.service) },
      spec: {
        provider: 'azure',
        parameters: {
          clientID: props.identity.clientId,
          tenantId: props.identity.tenantId,
          keyvaultName: props.keyVault,
          // A certificate is read as the secret behind it, which holds its key, too.
          objects: toYaml({ array: names.map((objectName) => toYaml({ objectName, objectType: 'secret' })) }),
        },
        secretObjects: [
          {
            secretName: props.secret,
            type: props.type === 'tls' ? 'kubernetes.io/tls' : 'Opaque',
            // The vault rotates it: a copy of Flagger's for the primary would grow stale.
            annotations: { 'flagger.app/config-tracking': 'disabled' },
            data: Object.entries(props.objects).map(([key, objectName]) => ({ key, objectName })),
          },
        ],
      },
    });
  }
}
