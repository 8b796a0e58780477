import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** Stands for Azure Monitor's ingestion: takes every envelope, and keeps who sent which kind. */
export class Ingestion {
  /** Role → kinds, such as `RequestData` and `RemoteDependencyData`. */
  readonly heard = new Map<string, Set<string>>();
  readonly #server = createServer((request, response) => {
    buffer(request)
      .then((body) => {
        const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body).toString() : body.toString();
        const envelopes = JSON.parse(text) as Envelope[];
        for (const { tags, data } of envelopes) this.#hear(tags['ai.cloud.role'] ?? '', data.baseType);
        const answer = { itemsReceived: envelopes.length, itemsAccepted: envelopes.length, errors: [] };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      })
      .catch(() => response.writeHead(400).end());
  });

  /** Listens on every address of this machine; returns the port. */
  async start(): Promise<number> {
    this.#server.listen(0, '0.0.0.0');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #hear(role: string, kind: string): void {
    this.heard.set(role, (this.heard.get(role) ?? new Set()).add(kind));
  }
}

/** https://learn.microsoft.com/azure/azure-monitor/app/data-model-complete, as its exporters send it. */
interface Envelope {
  tags: Record<string, string>;
  data: { baseType: string };
}
