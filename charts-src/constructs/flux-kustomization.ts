import { canaryHealth } from '@halden/kubernetes/canary';
import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';
import { fluxNamespace } from '../names.ts';

export interface FluxKustomizationProps {
  readonly name: string;
  /** The GitRepository. */
  readonly source: string;
  /** Folder in it, such as `./clusters/dev/apps/order-service`. */
  readonly path: string;
  readonly interval: string;
  readonly timeoutSeconds: number;
  /** Kustomizations that must be healthy first. */
  readonly after: readonly string[];
  /** Service account that applies it; @default the controller's own */
  readonly account?: string;
  /** Holds a Canary, whose health check Flux has to be given; @default false */
  readonly judgesCanary?: boolean;
  /** Is healthy only when all it applied is; @default true */
  readonly wait?: boolean;
}

/** A folder of this repository that Flux keeps applied. */
export class FluxKustomization extends Construct {
  constructor(scope: Construct, id: string, props: FluxKustomizationProps) {
    super(scope, id);
    resource(this, {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: props.name, namespace: fluxNamespace },
      spec: {
        sourceRef: { kind: 'GitRepository', name: props.source },
        path: props.path,
        interval: props.interval,
        retryInterval: '30s',
        timeout: `${props.timeoutSeconds}s`,
        prune: true,
        wait: props.wait ?? true,
        ...(props.after.length > 0 && { dependsOn: props.after.map((name) => ({ name })) }),
        ...(props.account && { serviceAccountName: props.account }),
        ...(props.judgesCanary && { healthCheckExprs: [canaryHealth] }),
      },
    });
  }
}
