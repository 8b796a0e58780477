import { parseArgs } from 'node:util';
import { defaultPorts, type ServiceName, serviceNames } from './ports.ts';

/** What the command line asks for. */
export interface CliRequest {
  action: 'start' | 'help' | 'version';
  /** Files of entities; `-` is standard input; none: the shop's own. */
  config: string[];
  json: boolean;
  host: string;
  /** The host name in the printed addresses; undefined for the one listened on. */
  advertise: string | undefined;
  /** Ports that were asked for by number. */
  ports: Partial<Record<ServiceName, number>>;
  /** A folder, `:memory:`, or undefined for the default. */
  data: string | undefined;
  reset: boolean;
  /** Files of a private key and its certificate for Service Bus's administration; undefined to have them made. */
  tls: { key: string; cert: string } | undefined;
  /** Where signing in may return to; undefined for the default. */
  redirectUris: string[] | undefined;
}

/** A command line or a file that cannot be used: exit code 2. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

export const help = `Runs Azure's services on this machine: Service Bus, Event Hubs, Cosmos DB, Blob Storage, sign-in by OpenID Connect,
and Communication Services (e-mail and SMS, into a mailbox). The real SDKs use them through the endpoints that it prints.

  npm run azure -- [options]

  --config FILE             queues, topics and event hubs, in the format of the vendors' emulators; several add up, '-' is
                            standard input (default: those of the shop, local/azure/entities.json)
  --json                    one line of JSON with all endpoints on standard output when everything is ready
  --data DIR                where everything is kept (default: .local/azure); ':memory:' keeps nothing
  --reset                   delete what is kept there, then start
  --host HOST               address to listen on (default: 127.0.0.1)
  --advertise HOST          host name in the addresses that are printed, where others reach this machine by another (default:
                            the address listened on)
  --amqp-port N             Service Bus and Event Hubs (default: ${defaultPorts.amqp}, or a free one)
  --cosmos-port N           Cosmos DB (default: ${defaultPorts.cosmos}, or a free one)
  --blob-port N             Blob Storage (default: ${defaultPorts.blob}, or a free one)
  --identity-port N         sign-in (default: ${defaultPorts.identity}, or a free one)
  --communication-port N    e-mail, SMS and the mailbox (default: ${defaultPorts.communication}, or a free one)
  --tls-key FILE            private key for the HTTPS of Service Bus's administration, as PEM; with --tls-cert (default: one is
                            made, with an authority for clients to trust)
  --tls-cert FILE           its certificate
  --redirect-uri URL        where signing in may return to; may be repeated (default: http://localhost:8080/signed-in)
  --help                    this text
  --version                 the version

A port of 0 is any free one. Ctrl-C stops cleanly; twice, at once.
Exit codes: 0 stopped, 1 could not start, 2 wrong options or configuration.
`;

const flags = {
  config: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  data: { type: 'string' },
  reset: { type: 'boolean' },
  host: { type: 'string' },
  advertise: { type: 'string' },
  'amqp-port': { type: 'string' },
  'cosmos-port': { type: 'string' },
  'blob-port': { type: 'string' },
  'identity-port': { type: 'string' },
  'communication-port': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-cert': { type: 'string' },
  'redirect-uri': { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Reads the arguments after the program's name. Throws {@link UsageError}. */
export function parseCli(args: readonly string[]): CliRequest {
  const values = parse(args);
  const ports: CliRequest['ports'] = {};
  for (const name of serviceNames) {
    const given = values[`${name}-port`];
    if (given !== undefined) ports[name] = readPort(`--${name}-port`, given);
  }
  if (values.config?.filter((file) => file === '-').length === 2)
    throw new UsageError('--config - is given twice; standard input can be read once');
  return {
    action: values.help ? 'help' : values.version ? 'version' : 'start',
    config: values.config ?? [],
    json: values.json ?? false,
    host: values.host ?? '127.0.0.1',
    advertise: values.advertise,
    ports,
    data: values.data,
    reset: values.reset ?? false,
    tls: readTls(values['tls-key'], values['tls-cert']),
    redirectUris: values['redirect-uri'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false }).values;
  } catch (error) {
    const { message } = error as Error;
    // Node's own text goes on to explain how to pass such words as positionals, which there are none of.
    const [, unknown] = /^Unknown option '(--?[^']+)'/.exec(message) ?? [];
    const closest = unknown === undefined ? undefined : nearest(unknown);
    const problem = unknown === undefined ? (message.split('. ')[0] ?? message) : `unknown option ${unknown}`;
    throw new UsageError(`${problem}; ${closest ? `did you mean ${closest}? ` : ''}--help lists all options`, {
      cause: error,
    });
  }
}

/** The option that differs least from a word, if any comes near. */
function nearest(word: string): string | undefined {
  const candidates = Object.keys(flags).map((name) => ({
    name: `--${name}`,
    distance: editDistance(word, `--${name}`),
  }));
  const best = candidates.reduce((a, b) => (b.distance < a.distance ? b : a));
  return best.distance <= 3 ? best.name : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

function readTls(key: string | undefined, cert: string | undefined): CliRequest['tls'] {
  if (key === undefined && cert === undefined) return undefined;
  if (key === undefined || cert === undefined)
    throw new UsageError(
      `--tls-key and --tls-cert belong together; ${key === undefined ? '--tls-key' : '--tls-cert'} is missing`,
    );
  return { key, cert };
}

function readPort(flag: string, value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new UsageError(`${flag} must be a port from 0 to 65535, not '${value}'`);
}
