import type { Api } from '@halden/contracts';

/**
 * What runs in a service's container: a Node program built on service-kit; Nginx with files; or the embedded Azure, which exists only
 * in clusters without Azure.
 */
export type Runtime = 'node' | 'static' | 'embedded-azure';

/** What a service uses in Azure, or of the embedded Azure where there is none. */
export type AzureUse = 'cosmos' | 'service-bus' | 'event-hubs' | 'checkpoints' | 'sql' | 'communication';

/** What a service consumes, and so what it is scaled by. */
export type Consumption =
  | { readonly kind: 'queue'; readonly queue: string; readonly messagesPerReplica: number }
  | {
      readonly kind: 'subscription';
      readonly topic: string;
      readonly subscription: string;
      readonly messagesPerReplica: number;
    }
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

/** Something of a service's own that people must hear of, besides what is watched of every service. */
export interface ServiceAlert {
  /** Also the title of its runbook. */
  readonly alert: string;
  /** PromQL; `pods` selects the series of the service. */
  readonly expr: (pods: string) => string;
  /** How long it has to be so. */
  readonly for: string;
  readonly summary: string;
  readonly description: string;
  readonly runbook: string;
}

/** Another service that is called over HTTP, and the setting that holds its address. */
export interface Call<Callee extends string = string> {
  readonly service: Callee;
  readonly setting: string;
}

/** Files that a service keeps where the embedded Azure stands in for Azure. */
export interface KeptFiles {
  /** Folder of the node (or of the data directory) that holds them. */
  readonly folder: string;
  /** Of the volume, such as `1Gi`. */
  readonly size: string;
}

/** How `npm start` runs a service on one machine. */
export interface LocalProcess {
  /** The port for the public that it takes when that is free; its further ports lie 100 and 200 above. */
  readonly port: number;
  /** Memory that it may take, in MiB: what its container has in production. */
  readonly memoryMb: number;
  /** `low`: gets the processor after the services that customers wait for. */
  readonly priority: 'normal' | 'low';
  /** Settings of a single machine, in addition to those of the environment `local`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Ports of a container, by their names. */
export interface Ports {
  /** For the public. */
  readonly http: number;
  /** For other services; absent where it has nothing for them. */
  readonly internal?: number;
  /** For the platform: probes and metrics; absent where these are at the port for the public. */
  readonly management?: number;
}

/** What a container image is made of. */
export interface ImageContents {
  /** The stage of `tools/images/Dockerfile` that makes it. */
  readonly target: 'service' | 'embedded-azure' | 'shop';
  /** What it is built upon. */
  readonly base: string;
  /** Where the program begins; none where only files are served. */
  readonly entry?: string;
  /** Workspaces, of which it holds everything but tests; with them come all that they depend on. */
  readonly workspaces: readonly string[];
  /** Further folders and files. */
  readonly paths: readonly string[];
  /** Packages that make it and are not in it. */
  readonly tools: readonly string[];
  /** Files that the program reads while it runs: where they are in the repository → where in the image. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders of modules that read pages and styles next to themselves: these are in the image, at the same place below app/. */
  readonly assets?: readonly string[];
}

/** Variable → value. */
export type Variables = Readonly<Record<string, string>>;

/** All that the rest of the house knows about a service. */
export interface ServiceDescription<Name extends string = string, Callee extends string = string> {
  readonly name: Name;
  /** A short title, such as `Catalogue, search and stock`. */
  readonly title: string;
  /** What it does, in one sentence. */
  readonly description: string;
  readonly runtime: Runtime;
  /** The HTTP API it serves; absent where it serves none of its own. */
  readonly api?: Api;
  /** Public path prefixes that lead to it: those of the API's public operations, or those it names itself. */
  readonly routes: readonly string[];
  readonly ports: Ports;
  /** Paths that answer whether it lives, and whether it can take requests: at the management port where it has one. */
  readonly health: { readonly live: string; readonly ready: string };
  /** Path at the port for the public by which a gateway finds out whether it answers; it needs no rights and counts for no limit. */
  readonly answersAt: string;
  /** Services it calls over HTTP. */
  readonly calls: readonly Call<Callee>[];
  readonly uses: readonly AzureUse[];
  readonly consumes: readonly Consumption[];
  /** `traffic`: a canary gets a share of the requests; `iterations`: a consumer, whose canary takes messages at once. */
  readonly judgedBy: 'traffic' | 'iterations';
  /** Serves Prometheus' format at `/metrics`: its pods are scraped, and its canary is judged by them. */
  readonly servesMetrics: boolean;
  /** Verifies access tokens, and so reads the issuer's keys. */
  readonly verifiesTokens: boolean;
  /** Its pods keep the certificate of the shop's address, for the gateway. */
  readonly keepsCertificate: boolean;
  /** Files it keeps where there is no Azure; absent where it keeps none. */
  readonly keepsFiles?: KeptFiles;
  readonly business: readonly BusinessMetric[];
  readonly alerts: readonly ServiceAlert[];
  /** Percent of requests that must be good in 30 days, and the latency that 99 % of them must keep. */
  readonly slo: { readonly availability: number; readonly latencyMs: number };
  /** Variable → name of the Key Vault secret that holds its value. */
  readonly secrets: Variables;
  /** Settings that are the same everywhere. */
  readonly settings: Variables;
  /** Environment → settings that differ there; `local` is also what `npm start` runs. */
  readonly settingsIn: Readonly<Record<string, Variables>>;
  /** Absent where `npm start` has no process of its own for it. */
  readonly local?: LocalProcess;
  readonly image: ImageContents;
}
