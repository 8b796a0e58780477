import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../engine.ts';

export interface ContainerOptions {
  readonly image: string;
  /** By which the others reach it. */
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Ports that this machine reaches on loopback. */
  readonly ports: readonly number[];
  /** Folders in memory that the program may write into, besides /tmp. */
  readonly folders?: readonly string[];
}

export interface Container {
  readonly id: string;
  readonly name: string;
  /** Port inside → address on this machine. */
  address(port: number): string;
  /** Everything it has said so far. */
  logs(): Promise<string>;
  /** Stops it, and waits until it has stopped. */
  stop(): Promise<void>;
  /** What the image's own health check finds: `healthy`, `unhealthy` or `starting`; of a container that ended `exited`. */
  health(): Promise<string>;
}

/** Containers in a network of their own, each as little able to do harm as in the cluster. */
export class Containers {
  readonly #engine: Engine;
  readonly #network: string;
  readonly #ids: string[] = [];

  private constructor(engine: Engine, network: string) {
    this.#engine = engine;
    this.#network = network;
  }

  static async open(engine: Engine): Promise<Containers> {
    const network = `halden-verify-${process.pid}`;
    await engine.ask(['network', 'create', network]);
    return new Containers(engine, network);
  }

  /** The address at which containers find this machine. */
  async host(): Promise<string> {
    return this.#engine.ask(['network', 'inspect', '--format', '{{(index .IPAM.Config 0).Gateway}}', this.#network]);
  }

  async run({ image, name, environment, ports, folders = [] }: ContainerOptions): Promise<Container> {
    const id = await this.#engine.ask([
      'run',
      '--detach',
      '--network',
      this.#network,
      '--network-alias',
      name,
      // The security context of charts-src/constructs/security.ts.
      '--read-only',
      '--cap-drop',
      'ALL',
      '--security-opt',
      'no-new-privileges',
      '--user',
      '65532:65532',
      ...['/tmp', ...folders].flatMap((folder) => ['--tmpfs', `${folder}:size=64m,uid=65532,gid=65532,mode=0700`]),
      ...Object.entries(environment).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]),
      ...ports.flatMap((port) => ['--publish', `127.0.0.1::${port}`]),
      image,
    ]);
    this.#ids.push(id);
    const published = new Map<number, string>();
    for (const port of ports) {
      const [address = ''] = (await this.#engine.ask(['port', id, `${port}`])).split('\n');
      published.set(port, `http://${address}`);
    }
    const { ask } = this.#engine;
    return {
      id,
      name,
      address: (port) => published.get(port) ?? '',
      logs: () => this.#engine.logs(id),
      stop: async () => void (await ask(['stop', '--time', '20', id])),
      health: () =>
        ask(['inspect', '--format', '{{if .State.Running}}{{.State.Health.Status}}{{else}}exited{{end}}', id]),
    };
  }

  /** Removes what was started here, and nothing else. */
  async close(): Promise<void> {
    if (this.#ids.length > 0) await this.#engine.ask(['rm', '--force', '--volumes', ...this.#ids]);
    await this.#engine.ask(['network', 'rm', this.#network]);
  }
}

/** Asks again and again until the answer is not `undefined`. Rejects with what was waited for. */
export async function eventually<T>(what: string, question: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  for (const began = Date.now(); Date.now() - began < seconds * 1000; await pause(100)) {
    const answer = await question().catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  throw new Error(`${what}: not within ${seconds} s`);
}
