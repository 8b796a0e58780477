import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { type BlobServer, type BlobServerOptions, startBlobServer } from '../index.ts';

export interface BlobHarness {
  server: BlobServer;
  service: BlobServiceClient;
  /** A new, empty container. */
  container(): Promise<ContainerClient>;
  /** A client that gives up at once, for refusals. */
  impatient(connectionString?: string): BlobServiceClient;
  stop(): Promise<void>;
}

const noRetries = { retryOptions: { maxTries: 1 } };

/** A blob server and the real client on it. */
export async function startBlobHarness(options: BlobServerOptions = {}): Promise<BlobHarness> {
  const server = await startBlobServer(options);
  const service = BlobServiceClient.fromConnectionString(server.connectionString);
  let count = 0;
  return {
    server,
    service,
    container: async () => {
      const container = service.getContainerClient(`container-${++count}`);
      await container.create();
      return container;
    },
    impatient: (connectionString = server.connectionString) =>
      BlobServiceClient.fromConnectionString(connectionString, noRetries),
    stop: () => server.stop(),
  };
}

/** What the client's RestError says of a refusal: `{ statusCode, code }`. */
export async function refusal(promise: Promise<unknown>): Promise<{ statusCode: number; code: string }> {
  try {
    await promise;
  } catch (error) {
    const { statusCode, code, details } = error as {
      statusCode: number;
      code?: string;
      details?: { errorCode?: string };
    };
    return { statusCode, code: code ?? details?.errorCode ?? String(error) };
  }
  throw new Error('expected a refusal, but the operation succeeded');
}

/** Everything an asynchronous iterator yields. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Bytes that no two positions near each other share, so a wrong range shows. */
export function someBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) bytes[index] = (index * 31 + (index >> 8) * 7 + (index >> 16)) & 0xff;
  return bytes;
}
