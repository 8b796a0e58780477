import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { allowHosts, forHosts, urlHost } from '../hosts.ts';
import { type Log, listen } from '../http.ts';
import { StorageUnavailableError } from '../database.ts';
import { authorize, type Credentials } from './auth.ts';
import * as blobs from './blobs.ts';
import * as containers from './containers.ts';
import { notImplemented, StorageError } from './errors.ts';
import type { BlobRequest, BlobResponse } from './exchange.ts';
import { listBlobs, listContainers } from './listing.ts';
import { BlobStore } from './store.ts';
import * as uploads from './uploads.ts';

/** The account and key that Azurite documents: known to everybody, for loopback only. */
export const developmentAccount: Credentials = {
  account: 'devstoreaccount1',
  key: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
};

export interface BlobServerOptions {
  /** @default '127.0.0.1' */
  host?: string;
  /** The host name in the addresses that clients are given. @default `host` */
  advertise?: string;
  /** @default 0 (a free one) */
  port?: number;
  /** A SQLite file that keeps everything. @default in memory */
  dataFile?: string;
  /** @default the account of {@link developmentAccount} */
  account?: string;
  /** Base64. @default the key of {@link developmentAccount} */
  key?: string;
  log?: Log;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
}

export interface BlobServer {
  host: string;
  port: number;
  /** For `BlobServiceClient.fromConnectionString`. */
  connectionString: string;
  /** `http://127.0.0.1:10000/devstoreaccount1` */
  endpoint: string;
  stop(): Promise<void>;
}

interface Operation {
  /** Letters of a shared access signature of which one must be granted; '' where only the account's key will do. */
  permissions: string;
  run: (request: BlobRequest) => BlobResponse | Promise<BlobResponse>;
}

const reading = (run: Operation['run']): Operation => ({ permissions: 'r', run });
const writing = (run: Operation['run']): Operation => ({ permissions: 'w', run });
const creating = (run: Operation['run']): Operation => ({ permissions: 'cw', run });
const owning = (run: Operation['run']): Operation => ({ permissions: '', run });

/** What each method and `comp` (or `restype=account`) of a service, a container and a blob does. */
const operations: Record<string, Operation> = {
  'service GET list': { permissions: 'l', run: listContainers },
  'service GET properties': owning(() => ({ status: 200, body: '<StorageServiceProperties/>' })),
  'service GET account': reading(accountInformation),
  'service HEAD account': reading(accountInformation),
  'container PUT': creating(containers.createContainer),
  'container GET': reading(containers.getContainer),
  'container HEAD': reading(containers.getContainer),
  'container DELETE': { permissions: 'd', run: containers.deleteContainer },
  'container GET metadata': reading(containers.getContainer),
  'container HEAD metadata': reading(containers.getContainer),
  'container PUT metadata': writing(containers.setContainerMetadata),
  'container PUT lease': writing(containers.leaseContainer),
  'container GET acl': owning(containers.getAccessPolicy),
  'container GET list': { permissions: 'l', run: listBlobs },
  'blob PUT': creating(uploads.putBlob),
  'blob GET': reading(blobs.getBlob),
  'blob HEAD': reading(blobs.getBlob),
  'blob DELETE': { permissions: 'd', run: blobs.deleteBlob },
  'blob GET metadata': reading(blobs.getBlobMetadata),
  'blob HEAD metadata': reading(blobs.getBlobMetadata),
  'blob PUT metadata': writing(blobs.setBlobMetadata),
  'blob PUT properties': writing(blobs.setBlobProperties),
  'blob PUT tier': writing(blobs.setBlobTier),
  'blob GET tags': { permissions: 't', run: blobs.getBlobTags },
  'blob PUT tags': { permissions: 't', run: blobs.setBlobTags },
  'blob PUT lease': writing(blobs.leaseBlob),
  'blob PUT block': writing(uploads.putBlock),
  'blob PUT blocklist': creating(uploads.putBlockList),
  'blob GET blocklist': reading(uploads.getBlockList),
  'blob PUT appendblock': { permissions: 'aw', run: uploads.appendBlock },
};

function accountInformation(): BlobResponse {
  return { status: 200, headers: { 'x-ms-sku-name': 'Standard_LRS', 'x-ms-account-kind': 'StorageV2' } };
}

/**
 * Starts a Blob service for one account: block and append blobs, leases, tags, Shared Key and shared access signatures,
 * for `@azure/storage-blob` unchanged. Not there (501 NotImplemented): page blobs, snapshots, versions, batches, copies
 * from elsewhere. Rejects with code EADDRINUSE when the port is taken.
 */
export async function startBlobServer(options: BlobServerOptions = {}): Promise<BlobServer> {
  const { host = '127.0.0.1', port = 0, dataFile, log = () => {}, now = Date.now } = options;
  const { advertise = host } = options;
  const credentials = {
    account: options.account ?? developmentAccount.account,
    key: options.key ?? developmentAccount.key,
  };
  const store = new BlobStore(dataFile, log);
  let endpoint = '';
  const server = createServer(
    forHosts(allowHosts([host, advertise]), (message, response) => {
      const reply = new Reply(message, response, log);
      answer({ message, store, endpoint, credentials, now: now() })
        .then((answered) => reply.send(answered))
        .catch((error: unknown) => reply.refuse(error));
    }),
  );
  try {
    const listening = await listen(server, { host, port });
    endpoint = `http://${urlHost(advertise)}:${listening.port}/${credentials.account}`;
    return {
      host,
      port: listening.port,
      endpoint,
      connectionString:
        `DefaultEndpointsProtocol=http;AccountName=${credentials.account};AccountKey=${credentials.key};` +
        `BlobEndpoint=${endpoint};`,
      stop: async () => {
        await listening.stop();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

interface Incoming extends Pick<BlobRequest, 'message' | 'store' | 'endpoint' | 'now'> {
  credentials: Credentials;
}

async function answer({ credentials, ...rest }: Incoming): Promise<BlobResponse> {
  const { message } = rest;
  const [path = '', search = ''] = (message.url ?? '/').split('?');
  const query = new URLSearchParams(search);
  const [, account = '', first = '', ...deeper] = path.split('/');
  if (decode(account) !== credentials.account)
    throw new StorageError('AuthenticationFailed', {
      AuthenticationErrorDetail: `the account is ${credentials.account}`,
    });
  // A name without a container stands in the root container.
  const isRootBlob = first !== '' && deeper.length === 0 && query.get('restype') !== 'container';
  const container = isRootBlob ? '$root' : decode(first);
  const blob = decode(isRootBlob ? first : deeper.join('/'));
  const target = query.get('restype') === 'container' ? { container, blob: '' } : { container, blob };
  const access = authorize(message, credentials, target, rest.now);

  const kind = target.blob ? 'blob' : target.container ? 'container' : 'service';
  const what = query.get('restype') === 'account' ? 'account' : (query.get('comp') ?? '');
  const name = `${kind} ${message.method ?? ''} ${what}`.trim();
  const operation = operations[name];
  if (!operation) throw notImplemented(name);
  if (!access.owner && !access.allows(operation.permissions)) throw new StorageError('AuthorizationPermissionMismatch');
  const response = await operation.run({ ...rest, ...target, headers: message.headers, query, access });
  return name === 'blob GET' ? withSignedHeaders(response, query) : response;
}

/** Headers of a blob's answer that its shared access signature sets. */
const signedHeaders = {
  rscc: 'cache-control',
  rscd: 'content-disposition',
  rsce: 'content-encoding',
  rscl: 'content-language',
  rsct: 'content-type',
};

function withSignedHeaders(response: BlobResponse, query: URLSearchParams): BlobResponse {
  if (!query.has('sig')) return response;
  const set = Object.entries(signedHeaders).flatMap(([field, header]) => {
    const value = query.get(field);
    return value ? [[header, value] as const] : [];
  });
  return { ...response, headers: { ...response.headers, ...Object.fromEntries(set) } };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new StorageError('InvalidUri');
  }
}

/** Sends what an operation answered, or why it did not. */
class Reply {
  readonly #message: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #log: Log;
  readonly #requestId = randomUUID();

  constructor(message: IncomingMessage, response: ServerResponse, log: Log) {
    this.#message = message;
    this.#response = response;
    this.#log = log;
  }

  async send({ status, headers = {}, body }: BlobResponse): Promise<void> {
    this.#head(status, { ...(typeof body === 'string' && { 'content-type': 'application/xml' }), ...headers });
    if (this.#message.method === 'HEAD' || body === undefined || typeof body === 'string') this.#response.end(body);
    else await pipeline(Readable.from(body), this.#response);
  }

  refuse(error: unknown): void {
    const response = this.#response;
    if (response.headersSent) {
      this.#report('blob-response-broke-off', error);
      response.destroy();
      return;
    }
    const isUnavailable = error instanceof StorageUnavailableError;
    const refusal =
      error instanceof StorageError ? error : new StorageError(isUnavailable ? 'ServerBusy' : 'InternalError');
    if (refusal !== error && !isUnavailable) this.#report('blob-request-failed', error);
    this.#message.resume();
    this.#head(refusal.status, { 'x-ms-error-code': refusal.code, 'content-type': 'application/xml' });
    const xml = refusal.toXml(this.#requestId, new Date().toISOString());
    response.end(this.#message.method === 'HEAD' ? undefined : xml);
  }

  #report(event: string, error: unknown): void {
    this.#log(event, { method: this.#message.method, url: this.#message.url, error });
  }

  #head(status: number, headers: Record<string, string>): void {
    const version = this.#message.headers['x-ms-version'];
    const clientRequestId = this.#message.headers['x-ms-client-request-id'];
    const hasNoBody = status === 201 || status === 202;
    this.#response.writeHead(status, {
      server: 'Halden-Blob',
      'x-ms-request-id': this.#requestId,
      'x-ms-version': version ?? '2021-12-02',
      ...(clientRequestId !== undefined && { 'x-ms-client-request-id': clientRequestId }),
      ...(hasNoBody && { 'content-length': '0' }),
      ...headers,
    });
  }
}
