import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import proxyaddr from 'proxy-addr';

/**
 * Finds the address a request comes from: that of the connection, or what the last trusted hop says in `X-Forwarded-For`. What stands
 * left of the first hop that is not trusted was written by whoever called, and is not believed.
 */
export function createAddressReader(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusts = proxyaddr.compile([...trustedProxies]);
  return (request) => {
    const direct = request.socket.remoteAddress ?? 'unknown';
    if (trustedProxies.length === 0 || request.headers['x-forwarded-for'] === undefined) return direct;
    const hops = [direct, ...forwarded(request.headers['x-forwarded-for'])];
    let last = 0;
    while (last < hops.length - 1 && trusts(hops[last] as string, last) && isAddress(hops[last + 1] as string)) last++;
    return hops[last] as string;
  };
}

/** The nearest hop first. Some gateways append the port as well. */
const forwarded = (header: string | string[]): string[] =>
  String(header)
    .split(',')
    .reverse()
    .map((hop) =>
      hop
        .trim()
        .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
        .replace(/^\[(.*)\](?::\d+)?$/, '$1'),
    );

const isAddress = (text: string) => isIPv4(text) || isIPv6(text);

/**
 * What stands for a caller where requests are counted: short, of one length, and neither a name nor an address that memory or a dump
 * would show. One household has a whole /64 of IPv6, so that is what is counted.
 */
export const addressKey = (address: string): string => keyOf(`address ${network(address)}`);
export const subjectKey = (subject: string): string => keyOf(`subject ${subject}`);
const keyOf = (text: string) => hash('sha256', text, 'base64url').slice(0, 22);

function network(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%', 1)[0] as string).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  // An IPv4 address at the end takes the place of two groups.
  const width = left.length + right.length + (right.at(-1)?.includes('.') ? 1 : 0);
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - width)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
