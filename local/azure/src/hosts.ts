import { isIP } from 'node:net';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Whether a Host (name or address, with or without a port) is one that this server answers to. */
export type HostCheck = (authority: string | undefined, localAddress: string | undefined) => boolean;

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const wildcards = ['0.0.0.0', '[::]'];
const mostRemembered = 100;

/**
 * Answers to this machine's own names, to those given, and to the address that a connection came to. A page of a stranger whose name
 * was made to resolve to this machine (DNS rebinding) sends the stranger's name, and is refused.
 * @param names host names or addresses, such as `shop.example` or `::1`; where a server listens on every address (`0.0.0.0`), any
 * address is allowed, and no further name
 */
export function allowHosts(names: readonly (string | undefined)[]): HostCheck {
  const allowed = new Set(loopback);
  for (const name of names) {
    const host = name && hostOf(urlHost(name));
    if (host) allowed.add(host);
  }
  const anyAddress = wildcards.some((address) => allowed.delete(address));
  const remembered = new Set<string>();
  return (authority, localAddress) => {
    if (authority === undefined) return false;
    if (remembered.has(authority)) return true;
    const host = hostOf(authority);
    if (host === undefined) return false;
    if (!allowed.has(host)) return (anyAddress && isAddress(host)) || host === hostOfAddress(localAddress);
    if (remembered.size < mostRemembered) remembered.add(authority);
    return true;
  };
}

/** Serves only requests for hosts that are allowed; answers others 421 (RFC 9110, 15.5.20). */
export const forHosts =
  (isAllowed: HostCheck, listener: RequestListener): RequestListener =>
  (request, response) => {
    if (isAllowed(request.headers.host, request.socket.localAddress)) return void listener(request, response);
    refuseHost(request, response);
  };

function refuseHost({ headers }: IncomingMessage, response: ServerResponse): void {
  const text = `misdirected request: this server does not answer to the host '${headers.host ?? ''}'; use localhost or its address\n`;
  response
    .writeHead(421, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    .end(text);
}

const hostOfAddress = (address: string | undefined): string | undefined =>
  address && hostOf(urlHost(address.replace(/^::ffff:(?=\d+\.)/, '')));

const isAddress = (host: string): boolean => isIP(host.replace(/^\[|\]$/g, '')) !== 0 && !wildcards.includes(host);

/** A host as it stands in an address: IPv6 in brackets. */
export const urlHost = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/** The host alone, as a browser writes it; `undefined` for what is no host. */
function hostOf(authority: string): string | undefined {
  if (!/^[\w.\-:[\]]+$/.test(authority)) return undefined;
  return URL.parse(`http://${authority}/`)?.hostname;
}
