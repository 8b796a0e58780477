/**
 * Secrets Store CSI driver with Azure's provider.
 * Source: https://azure.github.io/secrets-store-csi-driver-provider-azure/docs/getting-started/usage/
 */
import type { ObjectMeta } from './meta.ts';

export interface SecretProviderClass {
  apiVersion: 'secrets-store.csi.x-k8s.io/v1';
  kind: 'SecretProviderClass';
  metadata: ObjectMeta;
  spec: {
    provider: 'azure';
    parameters: {
      /** Client id of the workload's identity. */
      clientID: string;
      tenantId: string;
      keyvaultName: string;
      /** YAML: `array` of YAML documents, one for each object. */
      objects: string;
    };
    /** Kubernetes Secrets that mirror the mounted secrets. */
    secretObjects?: {
      secretName: string;
      type: 'Opaque' | 'kubernetes.io/tls';
      annotations?: Record<string, string>;
      labels?: Record<string, string>;
      data: { key: string; objectName: string }[];
    }[];
  };
}
