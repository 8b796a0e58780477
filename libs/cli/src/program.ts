import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ExplainedError } from './refusal.ts';

/** Runs a program and returns what it printed, trimmed. Rejects with a {@link ProgramError}. */
export type Run = (program: string, args: readonly string[], options?: RunOptions) => Promise<string>;

export interface RunOptions {
  readonly input?: string;
  /** After so many the program is ended; @default 60 */
  readonly seconds?: number;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What becomes of its output: `quiet` keeps stderr for the error, `forwarded` passes it on, `shown` passes stdout on as well,
   * `combined` returns both; @default forwarded */
  readonly output?: 'quiet' | 'forwarded' | 'shown' | 'combined';
}

export class ProgramError extends ExplainedError {
  override readonly name = 'ProgramError';
  /** False where there is no such program, or it may not be run. */
  readonly isStarted: boolean;
  constructor(message: string, isStarted: boolean) {
    super(message);
    this.isStarted = isStarted;
  }
}

export const run: Run = (program, args, options = {}) =>
  new Promise((resolve, reject) => {
    const { input, seconds = 60, output = 'forwarded' } = options;
    const called = [program, ...args.slice(0, 3)].join(' ');
    const because = () => (output === 'forwarded' || output === 'shown' ? ' (see above)' : `: ${stderr.trim()}`);
    const child = spawn(program, [...args], {
      ...(options.folder !== undefined && { cwd: options.folder }),
      ...(options.environment && { env: options.environment }),
      stdio: [
        input === undefined ? 'ignore' : 'pipe',
        output === 'shown' ? 2 : 'pipe',
        output === 'shown' ? 2 : 'pipe',
      ],
      signal: AbortSignal.timeout(seconds * 1000),
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (output === 'forwarded') process.stderr.write(text);
    });
    child.once('error', ({ name, message }) =>
      reject(
        name === 'AbortError'
          ? new ProgramError(`${called} did not end within ${seconds} s${because()}`, true)
          : new ProgramError(`'${program}' cannot be run: ${message}`, false),
      ),
    );
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output === 'combined' ? stdout + stderr : stdout.trim());
      reject(new ProgramError(`${called} ended with ${code ?? signal}${because()}`, true));
    });
    child.stdin?.on('error', () => undefined).end(input);
  });

/** Where a program is on the PATH. */
export function onPath(name: string, path = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
