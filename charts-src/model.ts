/** Where releases go: dev, then staging, then prod; `local` (a small cluster on one machine) stands apart. */
export type Environment = 'dev' | 'staging' | 'prod' | 'local';

/** In the order of promotion; `local` last, which nothing is promoted to or from. */
export const environments: readonly Environment[] = ['dev', 'staging', 'prod', 'local'];

/** The name of a row of `services`. */
export type ServiceName = string;

/** Kubernetes quantities, such as `250m` and `256Mi`. */
export interface Quantities {
  readonly cpu: string;
  readonly memory: string;
}

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

/** Desired state of one service in one environment: `apps/<service>/<environment>.yaml`. */
export interface Release {
  readonly service: ServiceName;
  readonly environment: Environment;
  readonly image: { readonly repository: string; readonly tag: string; readonly digest: `sha256:${string}` };
  readonly replicas: { readonly min: number; readonly max: number };
  readonly resources: { readonly requests: Quantities; readonly limits: Quantities };
  /** Another value tries a failed release again. */
  readonly retry?: string;
  /** Absent for what is replaced at once (the embedded Azure). */
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

/** What a service uses in Azure (or, in the local cluster, of the embedded Azure). */
export type AzureUse = 'cosmos' | 'service-bus' | 'event-hubs' | 'checkpoints' | 'sql' | 'communication';

/** What a service consumes, and so what it is scaled by. */
export type Consumption =
  | { readonly kind: 'queue'; readonly queue: string; readonly messagesPerReplica: number }
  | {
      readonly kind: 'event-hub';
      readonly hub: string;
      readonly consumerGroup: string;
      readonly checkpointContainer: string;
      readonly eventsPerReplica: number;
    };

/** A ratio of good to all, in percent, from counters: how a canary of this service is judged beyond HTTP. */
export interface BusinessMetric {
  readonly name: string;
  /** Selectors without pod and namespace, such as `payments_total{outcome="paid"}`. */
  readonly good: string;
  readonly all: string;
  /** Least percentage of a good release. */
  readonly min: number;
}

export interface ServiceDescription {
  readonly name: ServiceName;
  readonly description: string;
  readonly environments: readonly Environment[];
  /** The embedded Azure differs in kind: one pod, replaced at once, with data. */
  readonly kind: 'service' | 'embedded-azure';
  /** Port of the container, named `http`. */
  readonly port: number;
  readonly health: { readonly live: string; readonly ready: string };
  /** Public path prefixes that lead to it. */
  readonly routes: readonly string[];
  /** Services it calls over HTTP. */
  readonly calls: readonly ServiceName[];
  readonly azure: readonly AzureUse[];
  readonly consumes: readonly Consumption[];
  /** `traffic`: weights on the route; `iterations`: consumers, whose canary takes messages at once. */
  readonly judgedBy: 'traffic' | 'iterations';
  /** Whether it serves `/metrics`; then its pods are scraped, and a canary is judged by them. */
  readonly metrics: boolean;
  readonly business: readonly BusinessMetric[];
  /** Percent of requests that must be good in 30 days, and the latency that 99 % of them must keep. */
  readonly slo: { readonly availability: number; readonly latencyMs: number };
  /** Variable → name of the Key Vault secret that holds its value. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Settings that are the same in every cluster. */
  readonly settings: Readonly<Record<string, string>>;
  /** Settings that differ in one environment. */
  readonly settingsIn?: Readonly<Partial<Record<Environment, Readonly<Record<string, string>>>>>;
}

/** A Kubernetes cluster as Git describes it. */
export interface Cluster {
  readonly name: string;
  readonly environment: Environment;
  readonly kind: 'azure' | 'local';
  readonly namespace: string;
  readonly network: {
    readonly pods: string;
    readonly services: string;
    /** Where the gateway's requests come from, when it is outside of the pods' network. */
    readonly gateway: string;
  };
  /** Pods may run on spot nodes. */
  readonly spot: boolean;
  /** A person must approve a release before it is promoted. */
  readonly approval: boolean;
  readonly logLevel: 'debug' | 'info';
  /** How often Flux reconciles, and Prometheus scrapes. */
  readonly pace: { readonly reconcile: string; readonly scrape: string };
  readonly quota: { readonly pods: number; readonly requests: Quantities; readonly limits: Quantities };
}
