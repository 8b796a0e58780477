import { findPortOwner } from './port-owner.ts';

/** Each has a port of its own. */
export const serviceNames = ['amqp', 'cosmos', 'blob', 'identity', 'communication'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The ports that are taken when they are free: those of the vendors' own emulators where there are any. */
export const defaultPorts: Record<ServiceName, number> = {
  amqp: 5672,
  cosmos: 8081,
  blob: 10000,
  identity: 8090,
  communication: 8025,
};

/** A port that must be free (0: any free one), or one to take if it is free, else any. */
export type PortChoice = number | { preferred: number };

/**
 * Starts a server on the port of choice. Throws for a port that is taken, with who has it where the system says it.
 */
export async function startOn<Server>(choice: PortChoice, start: (port: number) => Promise<Server>): Promise<Server> {
  const port = typeof choice === 'number' ? choice : choice.preferred;
  try {
    return await start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (typeof choice !== 'number') return start(0);
    const owner = await findPortOwner(port);
    const who = owner ? `process ${owner.pid} (${owner.command})` : 'another process';
    throw new Error(`port ${port} is taken by ${who}; stop it, or choose another port`, { cause: error });
  }
}
