import { leadsTo, type Route, type ServiceDescription } from '@halden/service-description';
import { found } from './services.generated.ts';

/** The name of a service. */
export type ServiceName = (typeof found)[number]['name'];

/** A service of this repository: that it calls only services there are is checked by the compiler here. */
export type Service = ServiceDescription<ServiceName, ServiceName>;

/** Every service: what `services/<name>/service.ts` says of it. All lists of services are made from this one. */
export const services: readonly Service[] = found;

/** Which public path belongs to which service; what is in no row cannot be reached from outside. */
export const routes: readonly Route[] = routesOfAll(services);

/** The description of a service. */
export const serviceNamed = (name: ServiceName): Service =>
  services.find((service) => service.name === name) as Service;

/** The service that stands in for Azure where there is none. */
export const embeddedAzure: Service = theOnly(services.filter(({ runtime }) => runtime === 'embedded-azure'));

/** The service that answers wherever no other route leads: the shop's pages. */
export const shop: Service = theOnly(services.filter(({ routes: own }) => own.includes('/')));

function theOnly(found: readonly Service[]): Service {
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  throw new TypeError(
    `got ${found.map(({ name }) => name).join(' and ') || 'no service'}, expected exactly one embedded Azure, and one service at '/'; ` +
      'correct runtime and routes in their service.ts',
  );
}

export const isServiceName = (name: string): name is ServiceName => services.some((service) => service.name === name);

/**
 * The public routes of services.
 * @throws TypeError where a path would lead to two of them; `/` is what no other route takes
 */
export function routesOfAll(all: readonly Pick<ServiceDescription, 'name' | 'routes'>[]): Route[] {
  const rows = all.flatMap(({ name, routes }) => routes.map((prefix) => ({ prefix, service: name })));
  for (const { prefix, service } of rows) {
    const rival = rows.find(
      (other) => other.service !== service && leadsTo(other.prefix, prefix) && (other.prefix !== '/' || prefix === '/'),
    );
    if (rival)
      throw new TypeError(
        `a path leads to two services: got '${prefix}' of ${service} and '${rival.prefix}' of ${rival.service}, ` +
          'expected prefixes that no other service has; give one of them another path',
      );
  }
  return rows;
}
