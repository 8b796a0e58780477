import { lookup } from 'node:dns/promises';
import { urlHost } from '@halden/local-azure/hosts';

export interface Places {
  /** Where everything but the gateway listens: nothing else is for other machines. */
  readonly inner: string;
  /** Where the gateway is asked by this machine's own programs, without a scheme. */
  readonly gateway: string;
  /** Where browsers find the gateway. */
  readonly origin: string;
}

/** By which addresses the parts of the shop find each other, and people the shop. */
export async function placesOf(host: string, port: number, resolve = resolveLocalhost): Promise<Places> {
  // The Azure SDKs take no IPv6 address for a host; every machine has this one.
  const inner = '127.0.0.1';
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const isNamed = host === 'localhost' || (await resolve()).includes(reached);
  return {
    inner,
    gateway: `${urlHost(reached)}:${port}`,
    origin: `http://${isNamed ? 'localhost' : urlHost(reached)}:${port}`,
  };
}

/** What localhost is on this machine: on some it is ::1 alone. */
const resolveLocalhost = (): Promise<string[]> =>
  lookup('localhost', { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
