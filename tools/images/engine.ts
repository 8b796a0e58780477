import { spawn } from 'node:child_process';

/** What the engine says of an image. */
export interface ImageFacts {
  /** Of its configuration: `sha256:…` */
  readonly id: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** `sha256:…` by repository, of registries it was pushed to or pulled from. */
  readonly digests: ReadonlyMap<string, string>;
}

/** The engine's program ended with an error. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** The few things that are asked of a container engine, by its command line: Docker's, or one like it. */
export interface Engine {
  /** Rejects when no engine answers. */
  check(): Promise<void>;
  /** Runs a command, its output to stderr. */
  run(args: readonly string[], limitSeconds: number): Promise<void>;
  /** Runs a command and returns its standard output. */
  ask(args: readonly string[], limitSeconds?: number): Promise<string>;
  /** All that a container has said, on either stream. */
  logs(container: string): Promise<string>;
  /** What is known of an image; `undefined` when the engine has none of that name. */
  inspect(reference: string): Promise<ImageFacts | undefined>;
}

export interface EngineOptions {
  /** Its program, such as `docker` or `podman`. */
  readonly program: string;
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export function createEngine({ program, root, environment }: EngineOptions): Engine {
  const start = (args: readonly string[], output: 'collect' | 'both' | 'show', limitSeconds: number) =>
    new Promise<string>((resolve, reject) => {
      const child = spawn(program, args, {
        cwd: root,
        env: { ...environment, DOCKER_BUILDKIT: '1' },
        stdio: ['ignore', output === 'show' ? 2 : 'pipe', output === 'show' ? 2 : 'pipe'],
        timeout: limitSeconds * 1000,
      });
      let out = '';
      let complaint = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
      child.once('error', (error) =>
        reject(
          new EngineError(
            `'${program}' cannot be run: ${error.message}; install Docker, or name another engine's program in DOCKER`,
          ),
        ),
      );
      child.once('close', (code, signal) => {
        if (code === 0) return resolve(output === 'both' ? out + complaint : out.trim());
        const how = signal ? `did not end within ${limitSeconds} s` : `ended with ${code}`;
        reject(
          new EngineError(
            `${program} ${args.slice(0, 2).join(' ')} ${how}${complaint ? `: ${complaint.trim()}` : ' (see above)'}`,
          ),
        );
      });
    });

  const engine: Engine = {
    run: async (args, limitSeconds) => void (await start(args, 'show', limitSeconds)),
    ask: (args, limitSeconds = 60) => start(args, 'collect', limitSeconds),
    logs: (container) => start(['logs', container], 'both', 60),
    check: async () => void (await engine.ask(['version', '--format', '{{.Server.Version}}'])),
    async inspect(reference) {
      const text = await engine.ask(['image', 'inspect', reference]).catch((error: Error) => {
        if (/no such image/i.test(error.message)) return '[]';
        throw error;
      });
      const [found] = JSON.parse(text) as { Id: string; Size: number; RepoDigests: string[] | null }[];
      if (!found) return undefined;
      const digests = (found.RepoDigests ?? []).map((digest) => digest.split('@') as [string, string]);
      return { id: found.Id, size: found.Size, digests: new Map(digests) };
    },
  };
  return engine;
}
