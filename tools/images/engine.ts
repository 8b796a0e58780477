import { ExplainedError } from '@halden/cli/refusal';
import { ProgramError, run } from '@halden/cli/program';

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
export class EngineError extends ExplainedError {
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
  const start = async (args: readonly string[], output: 'quiet' | 'combined' | 'shown', seconds: number) => {
    try {
      return await run(program, args, {
        folder: root,
        output,
        seconds,
        environment: { ...environment, DOCKER_BUILDKIT: '1' },
      });
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      const hint = error.isStarted ? '' : "; install Docker, or name another engine's program in DOCKER";
      throw new EngineError(`${error.message}${hint}`, { cause: error });
    }
  };

  const engine: Engine = {
    run: async (args, limitSeconds) => void (await start(args, 'shown', limitSeconds)),
    ask: (args, limitSeconds = 60) => start(args, 'quiet', limitSeconds),
    logs: (container) => start(['logs', container], 'combined', 60),
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
