import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** What `--json` prints. */
export interface Endpoints {
  serviceBus: string;
  eventHubs: string;
  serviceBusAdministration: { certificateAuthorityFile?: string; certificateAuthority?: string };
  cosmos: { endpoint: string; key: string };
  blob: string;
  identity: {
    issuer: string;
    jwksUri: string;
    tokenEndpoint: string;
    audience: string;
    clients: Record<string, string>;
  };
  communication: { connectionString: string; mailbox: string };
  data: string;
  pid: number;
}

export interface AzureProcess {
  child: ChildProcess;
  endpoints: Endpoints;
  /** Every line of standard output so far. */
  lines: string[];
  /** Sends a signal and waits for the end: `[code, signal]`. */
  end(signal: NodeJS.Signals): Promise<[number | null, NodeJS.Signals | null]>;
}

const cli = join(import.meta.dirname, '..', 'cli.ts');
const flags = ['--disable-warning=ExperimentalWarning', cli];
/** All ports free ones, so that runs beside each other do not meet. */
const anyPorts = ['amqp', 'cosmos', 'blob', 'identity', 'communication'].flatMap((name) => [`--${name}-port`, '0']);

/** Starts the command line with `--json` and waits until it prints its endpoints. */
export async function startAzureProcess(args: readonly string[], input?: string): Promise<AzureProcess> {
  const child = spawn(process.execPath, [...flags, '--json', ...anyPorts, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const complaints = text(child.stderr);
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  const first = await new Promise<string>((resolve, reject) => {
    reader.on('line', (line) => {
      lines.push(line);
      resolve(line);
    });
    void exited.then(async ([code]) => reject(new Error(`ended with ${code}: ${await complaints}`)));
  });
  return {
    child,
    lines,
    endpoints: JSON.parse(first) as Endpoints,
    end: async (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Runs the command line to its end. */
export async function runAzure(args: readonly string[], input?: string) {
  const child = spawn(process.execPath, [...flags, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number | null, stdout, stderr };
}
