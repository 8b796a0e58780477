import { createServer, request, type Server } from 'node:http';
import { routes } from '@halden/contracts';

/** Names of containers by what they serve, as the cluster's gateway has them; everything else is the shop's. */
const prefixes: readonly (readonly [prefix: string, container: string])[] = [
  ...routes.map(({ prefix, service }) => [prefix, service] as const),
  ['/identity', 'identity'],
  ['/mailbox', 'mailbox'],
];

/** A gateway in front of the containers, which leads by path as the cluster's does. `addressOf` says where a container is. */
export function createGateway(addressOf: (container: string) => string | undefined): Server {
  return createServer((incoming, response) => {
    const path = (incoming.url ?? '/').split('?')[0] ?? '/';
    const route = prefixes
      .filter(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))
      .sort(([a], [b]) => b.length - a.length)[0];
    const address = addressOf(route?.[1] ?? 'frontend');
    if (!address) return void response.writeHead(503).end();
    const { hostname, port } = new URL(address);
    const outgoing = request(
      { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    outgoing.once('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    response.once('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
}
