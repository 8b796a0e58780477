import type { Server } from 'node:http';
import type { Api } from '@halden/contracts';

/** The servers of one API. What is for other services only is on a server of its own, which no gateway reaches. */
export interface ApiServers {
  readonly public: Server;
  readonly internal?: Server;
}

/** Divides an API by who may reach it, and makes a server of each part that has operations. */
export async function serversOf(api: Api, create: (part: Api) => Promise<Server>): Promise<ApiServers> {
  const part = (isInternal: boolean): Api => ({
    ...api,
    operations: Object.fromEntries(
      Object.entries(api.operations).filter(([, { access }]) => (access === 'internal') === isInternal),
    ),
  });
  const internal = part(true);
  return {
    public: await create(part(false)),
    ...(Object.keys(internal.operations).length > 0 && { internal: await create(internal) }),
  };
}
