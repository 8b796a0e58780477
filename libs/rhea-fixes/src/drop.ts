/** What the Azure SDKs hold inside, as far as it is needed here: `_context` of event-hubs, `_connectionContext` of service-bus. */
interface Inside {
  connection?: { _connection?: { socket?: { destroy(error: Error): void } } };
}

/**
 * Drops the connection of a client of `@azure/event-hubs` or `@azure/service-bus` whose peer does not answer. The client's own `close`
 * says farewell first, and waits minutes for the answer; after this it has nobody to wait for.
 */
export function dropConnection(client: object): void {
  const { _context, _connectionContext } = client as { _context?: Inside; _connectionContext?: Inside };
  (_context ?? _connectionContext)?.connection?._connection?.socket?.destroy(
    new Error('the peer does not answer'), // without an error rhea would not notice
  );
}
