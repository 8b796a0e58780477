import rhea, { type Connection } from 'rhea';

type Initialised = { init: (this: unknown, socket: { setNoDelay?: (on: boolean) => unknown }) => unknown };

const fixed = Symbol.for('halden.rhea-latency');

/**
 * Sends small frames at once. rhea 3.0.5 asks for that (TCP_NODELAY) only where a receiver is attached through the connection itself,
 * which the Azure SDKs never do; a lone message then waits up to 40 ms for the acknowledgement of the frame before it.
 */
export function fixRheaLatency(): void {
  const connection = rhea.create_container().create_connection({ port: 0 }) as Connection & Initialised;
  const prototype = Object.getPrototypeOf(connection) as Initialised & { [fixed]?: true };
  if (prototype[fixed]) return;
  prototype[fixed] = true;
  const { init } = prototype;
  prototype.init = function (socket) {
    socket.setNoDelay?.(true);
    return init.call(this, socket);
  };
}
