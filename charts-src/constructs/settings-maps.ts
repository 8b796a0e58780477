import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checksumOf } from '../checksum.ts';
import { resource } from '../resources/resource.ts';
import type { ServiceName } from '../model.ts';
import type { Settings } from '../settings.ts';
import { labelsOf } from '../names.ts';

export interface SettingsMapsProps {
  readonly service: ServiceName;
  readonly namespace: string;
  readonly settings: Settings;
}

/** The ConfigMap of a service, and the Secrets that hold its other settings. */
export class SettingsMaps extends Construct {
  readonly configMap: string;
  /** Secrets that hold settings, whoever makes them. */
  readonly secrets: readonly string[];
  /** Of everything the pod reads from here. */
  readonly checksum: string;

  constructor(scope: Construct, id: string, { service, namespace, settings }: SettingsMapsProps) {
    super(scope, id);
    this.configMap = service;
    new ConfigMap(this, 'open', {
      metadata: { name: service, namespace, labels: labelsOf(service) },
      data: { ...settings.open },
    });
    const hasWellKnown = Object.keys(settings.wellKnown).length > 0;
    const hasVault = Object.keys(settings.vault).length > 0;
    this.secrets = [...(hasWellKnown ? [wellKnownSecret(service)] : []), ...(hasVault ? [vaultSecret(service)] : [])];
    this.checksum = checksumOf({ ...settings.open, ...settings.wellKnown });
  }
}

/** Well-known keys of the embedded Azure. The delivery of a service may not write Secrets, so the platform's own brings it. */
export class WellKnownSecret extends Construct {
  constructor(scope: Construct, id: string, { service, namespace, settings }: SettingsMapsProps) {
    super(scope, id);
    resource(this, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: wellKnownSecret(service), namespace, labels: labelsOf(service) },
      type: 'Opaque',
      stringData: { ...settings.wellKnown },
    });
  }
}

export const wellKnownSecret = (service: ServiceName): string => `${service}-well-known`;
/** Kept by the Secrets Store driver from the Key Vault. */
export const vaultSecret = (service: ServiceName): string => `${service}-vault`;
