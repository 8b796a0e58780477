import { createServer, request, type Server } from 'node:http';
import { type Route, routeFor } from '@halden/service-description';
import { routes } from '@halden/service-registry';

/** A gateway in front of the containers, which leads by path as the cluster's does. `addressOf` says where a route leads. */
export function createGateway(addressOf: (route: Route) => string | undefined): Server {
  return createServer((incoming, response) => {
    const path = (incoming.url ?? '/').split('?')[0] ?? '/';
    const route = routeFor(routes, path);
    const address = route && addressOf(route);
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
