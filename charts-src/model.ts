import type { ServiceName } from '@halden/service-registry';
import type { Environment, EnvironmentRow, Quantities } from './environments.ts';
import type { Region } from './regions.ts';

export type { AzureUse, BusinessMetric, Consumption } from '@halden/service-description';
export type { Service, ServiceName } from '@halden/service-registry';
export type { Environment, EnvironmentRow, Quantities } from './environments.ts';

/** How a new release is judged before it replaces the one that runs. */
export interface CanaryPolicy {
  /** Between two checks, such as `30s`; Flagger takes no less than 10 s. */
  readonly interval: string;
  /** Failed checks after which the release is rolled back. */
  readonly threshold: number;
  /** Traffic in percent after each good check; for services whose canary is judged by traffic. */
  readonly weights?: readonly number[];
  /** Good checks before promotion; for consumers, whose messages cannot be divided by weight. */
  readonly iterations?: number;
}

/** Desired state of one service in one cluster: `apps/<service>/<environment>.yaml`, overlaid by `<cluster>.yaml`. */
export interface Release {
  readonly service: ServiceName;
  readonly environment: Environment;
  readonly cluster: string;
  readonly image: { readonly repository: string; readonly tag: string; readonly digest: `sha256:${string}` };
  readonly replicas: { readonly min: number; readonly max: number };
  readonly resources: { readonly requests: Quantities; readonly limits: Quantities };
  /** Another value tries a failed release again. */
  readonly retry?: string;
  /** Absent for a service without a canary, which is replaced at once (the embedded Azure). */
  readonly canary?: CanaryPolicy;
}

/** What cannot be known before a cluster exists: `apps/clusters/<cluster>.yaml`, outputs of its deployment. */
export interface ClusterFacts {
  readonly cluster: string;
  /** Where browsers find the shop, such as `https://shop.example.com`. */
  readonly origin: string;
  /** Images run from here only; the repository of every release starts with it. */
  readonly registry: string;
  /** Only where the cluster is in Azure. */
  readonly azure?: AzureFacts;
  /** Only where it is not. */
  readonly local?: LocalFacts;
}

export interface AzureFacts {
  readonly tenantId: string;
  /** Service or controller → client id of its managed identity. */
  readonly identities: Readonly<Record<string, string>>;
  /** Resource id of the Application Gateway for Containers, and the name of its frontend. */
  readonly gateway: { readonly id: string; readonly frontend: string; readonly wafPolicyId: string };
  /** Where Prometheus writes: the metrics ingestion endpoint of the data collection rule. */
  readonly metricsIngestion: string;
  /** Connection string of Application Insights. It identifies, it does not authorize. */
  readonly applicationInsights: string;
  /** Issuer and keys of Entra External ID. */
  readonly oidc: {
    readonly issuer: string;
    readonly jwksUri: string;
    /** Of the shop's pages. */ readonly clientId: string;
  };
  /** Follows the names of its resources where they are taken elsewhere in Azure; @default none */
  readonly nameSuffix?: string;
  /** Entra group whose members may read the namespace. */
  readonly readersGroup: string;
}

export interface LocalFacts {
  /** Where Flux finds this repository, as seen from the cluster. */
  readonly git: { readonly url: string; readonly branch: string };
  readonly gateway: {
    readonly className: string;
    /** Where its pods run, if it runs in pods. */ readonly namespace: string;
  };
  /** Folder on the node that keeps data; its subfolders `azure` and `orders` must exist. */
  readonly dataPath: string;
}

/** Everything that people and pipelines edit. */
export interface Desired {
  readonly releases: readonly Release[];
  readonly clusters: readonly ClusterFacts[];
}

export interface RenderedFile {
  /** POSIX, relative to the repository's root, such as `clusters/dev/apps/order-service/deployment.yaml`. */
  readonly path: string;
  readonly content: string;
}

/** Address ranges of a cluster. */
export interface Network {
  readonly pods: string;
  readonly services: string;
  /** Where the gateway's requests come from, when it is outside of the pods' network. */
  readonly gateway: string;
}

/** A Kubernetes cluster as Git describes it: its row, with what its environment and its region say. */
export interface Cluster extends Omit<EnvironmentRow, 'name'> {
  readonly name: string;
  readonly environment: Environment;
  /** Where it is; absent where it is not in Azure. */
  readonly region?: Region;
  readonly namespace: string;
  readonly network: Network;
}
