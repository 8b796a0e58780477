import { type Api, DomainError, type Operation } from '@halden/contracts';
import createRouter from 'find-my-way';
import { limits } from './limits.ts';

/** The target of a request. `route` is its label in metrics: the pattern, never the path. */
export interface Match {
  readonly route: string;
  /** The operation; absent where the address is no operation, or the request is refused. */
  readonly operation?: Operation | undefined;
  /** Why the request is refused. */
  readonly refusal?: DomainError;
  /** The methods that the address takes, where there is something at it. */
  readonly allow?: string;
  /** Path and query as the frameworks expect them: encoded once, without a slash at the end. */
  readonly target?: string;
}

/** The path of an operation as the frameworks write it: `/orders/{id}` → `/orders/:id`. */
export const toPattern = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** The label of everything that is no route of the API. */
export const noRoute = 'none';

/** The API's own description, which every server has. */
export const descriptionPath = '/openapi.json';

interface Address {
  readonly route: string;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly allow: string;
}

/**
 * Finds the operation of an API that a request is for. It runs before the framework, so that unknown operations are refused alike on
 * every framework: 400 for a path that cannot be decoded, 404, 405, 414. A fixed path comes before one with parameters.
 */
export function createRouteTable(api: Api): (method: string, target: string) => Match {
  const nothing = () => undefined;
  const router = createRouter({ ignoreTrailingSlash: true, maxParamLength: limits.headerBytes, onBadUrl: nothing });
  const addresses = new Map<string, Map<string, Operation>>([[descriptionPath, new Map()]]);
  for (const operation of Object.values(api.operations)) {
    const route = toPattern(operation.path);
    addresses.set(route, (addresses.get(route) ?? new Map<string, Operation>()).set(operation.method, operation));
  }
  for (const [route, operations] of addresses) {
    const methods = operations.size > 0 ? [...operations.keys()] : ['GET'];
    const allow = [...methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'];
    router.on('GET', route, nothing, { route, operations, allow: allow.join(', ') } satisfies Address);
  }
  router.compile();

  return (method, target) => {
    if (method === 'OPTIONS' && target === '*')
      return { route: noRoute, allow: 'GET, HEAD, POST, PUT, DELETE, OPTIONS' };
    const end = target.indexOf('?');
    const path = end < 0 ? target : target.slice(0, end);
    const found = router.find('GET', path);
    if (!found) return { route: noRoute, refusal: new DomainError('route_not_found') };
    const address = found.store as Address | null;
    if (!address)
      return { route: noRoute, refusal: new DomainError('malformed_request', 'the path cannot be decoded') };
    const { route, operations, allow } = address;
    for (const name in found.params)
      if ((found.params[name]?.length ?? 0) > limits.pathParameterLength)
        return { route, refusal: new DomainError('uri_too_long') };
    const operation = operations.get(method === 'HEAD' ? 'GET' : method);
    if (!operation && method !== 'OPTIONS' && !(operations.size === 0 && (method === 'GET' || method === 'HEAD')))
      return { route, allow, refusal: new DomainError('method_not_allowed', `this address takes ${allow}`) };
    if (!path.includes('%') && !path.endsWith('/')) return { route, allow, operation, target };
    const canonical = route.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(found.params[name] ?? ''));
    return { route, allow, operation, target: end < 0 ? canonical : canonical + target.slice(end) };
  };
}
