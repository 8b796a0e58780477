/** What differs between places the shop runs in; served as `/config.json`, so that one build runs everywhere. */
export interface ShopConfig {
  identity: { authority: string; clientId: string; scope: string };
  telemetry: { connectionString: string };
  /** Put before every API path; empty: the page's own origin. */
  apiBase: string;
  /** The bank is simulated: the test cards may be shown. */
  demo: boolean;
}

/** What a served configuration says, with defaults for what it leaves out. Throws `TypeError` naming every field that is not usable. */
export function parseConfig(served: unknown, origin: string): ShopConfig {
  const faults: string[] = [];
  const record = (value: unknown, where: string): Record<string, unknown> => {
    if (value === undefined) return {};
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    faults.push(`${where} must be an object`);
    return {};
  };
  const text = (value: unknown, where: string, fallback: string): string => {
    if (value === undefined || typeof value === 'string') return value ?? fallback;
    faults.push(`${where} must be a string, got ${typeof value}`);
    return fallback;
  };
  const root = record(served, 'the configuration');
  const identity = record(root.identity, 'identity');
  const telemetry = record(root.telemetry, 'telemetry');
  const authority = text(identity.authority, 'identity.authority', `${origin}/identity`);
  if (!URL.canParse(authority)) faults.push(`identity.authority must be an address, got '${authority}'`);
  if (root.demo !== undefined && typeof root.demo !== 'boolean') faults.push('demo must be true or false');
  const config = {
    identity: {
      authority,
      clientId: text(identity.clientId, 'identity.clientId', 'halden-shop'),
      scope: text(identity.scope, 'identity.scope', 'openid profile email offline_access'),
    },
    telemetry: { connectionString: text(telemetry.connectionString, 'telemetry.connectionString', '') },
    apiBase: text(root.apiBase, 'apiBase', '').replace(/\/$/, ''),
    demo: root.demo === true,
  };
  if (faults.length > 0) throw new TypeError(`config.json: ${faults.join('; ')}`);
  return config;
}

let loading: Promise<ShopConfig> | undefined;

/** The configuration, fetched once. Rejects when it cannot be had; the next call tries again. */
export function config(): Promise<ShopConfig> {
  loading ??= fetch('/config.json', { credentials: 'same-origin' })
    .then(async (response) => {
      if (!response.ok) throw new Error(`config.json: ${response.status}`);
      return parseConfig(await response.json(), window.location.origin);
    })
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}
