/** Where the shop's page may talk to, besides its own origin. */
export interface ShopOrigins {
  /** Who signs people in, such as `https://login.example`; the shop's own origin when it is served from there. */
  identity: string;
  /** Where telemetry goes; empty when none is sent. */
  telemetry?: string;
}

/**
 * The headers of everything the shop serves, the same from the local gateway and from Nginx in the cluster. No inline script or style,
 * nothing from elsewhere, no framing, no device features: a page that shows data of other people's making can do no harm with it.
 * (What each directive means: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy)
 */
export function securityHeaders({ identity, telemetry = '' }: ShopOrigins): Record<string, string> {
  const policy = {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", identity, telemetry],
    'form-action': ["'self'", identity],
    'frame-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  const unused = ['camera', 'geolocation', 'microphone', 'payment', 'usb'];
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([directive, sources]) => [directive, ...sources.filter(Boolean)].join(' '))
      .join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** The same as directives of Nginx; its template puts the origins in when the container starts (see nginx/). */
export function nginxSecurityHeaders(): string {
  const headers = securityHeaders({ identity: '${SHOP_IDENTITY_ORIGIN}', telemetry: '${SHOP_TELEMETRY_ORIGIN}' });
  return Object.entries(headers)
    .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
    .join('');
}
