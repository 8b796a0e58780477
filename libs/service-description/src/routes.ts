import type { Api } from '@halden/contracts';

/** One row of a gateway's table: requests whose path starts with `prefix` (as whole segments) go to `service`. */
export interface Route {
  readonly prefix: string;
  readonly service: string;
}

/**
 * The public path prefixes of an API: `/api/<resource>` of every operation that is not internal.
 * @throws TypeError where a public operation lies outside of `/api/`, or an internal one below a public prefix
 */
export function routesOf({ title, operations }: Api): string[] {
  const all = Object.values(operations);
  const open = all.filter(({ access }) => access !== 'internal');
  const prefixes = [...new Set(open.map(({ path }) => prefixOf(path, title)))];
  for (const { path, access } of all)
    if (access === 'internal' && prefixes.some((prefix) => leadsTo(prefix, path)))
      throw new TypeError(
        `an internal operation of ${title} would be public: got '${path}' below ${prefixes.join(', ')}, ` +
          "expected a path outside of these; move it below '/internal/'",
      );
  return prefixes;
}

function prefixOf(path: string, title: string): string {
  const [prefix] = /^\/api\/[a-z][a-z0-9-]*(?=\/|$)/.exec(path) ?? [];
  if (prefix) return prefix;
  throw new TypeError(
    `a public operation of ${title} has no route: got '${path}', expected '/api/<resource>/…'; ` +
      'correct its path, or make its access internal',
  );
}

/** Whether requests for a path (a query may follow) go where a prefix leads: prefixes are whole segments. */
export const leadsTo = (prefix: string, path: string): boolean =>
  prefix === '/' || path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`);

/** The route that a path belongs to: the longest prefix that leads to it. */
export function routeFor(routes: readonly Route[], path: string): Route | undefined {
  const found = routes.filter(({ prefix }) => leadsTo(prefix, path));
  return found.sort((a, b) => b.prefix.length - a.prefix.length)[0];
}
