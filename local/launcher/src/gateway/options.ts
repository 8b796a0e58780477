import type { Route } from '@halden/service-description';
import type { GatewayLimits } from './limits.ts';

/** Where the gateway leads: what is public and nothing else. Addresses have no slash at their end. */
export interface GatewayOptions {
  host: string;
  port: number;
  /** Which path belongs to which service. */
  routes: readonly Route[];
  /** Service → its address. */
  services: Record<string, string>;
  /** Service → where it says whether it is ready. No request is led there. */
  readiness: Record<string, string>;
  identity: string;
  mailbox: string;
  shop: ShopOptions;
  /** @default those of limits.ts */
  limits?: Partial<GatewayLimits>;
}

export interface ShopOptions {
  /** The folder of the built shop. */
  folder: string;
  /** Where browsers find the gateway, such as `http://localhost:8080`. */
  origin: string;
}
