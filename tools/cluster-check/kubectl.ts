import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { ensureTool } from '../toolbox.mjs';

export interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}
export type Kubectl = (args: readonly string[], input?: string) => Outcome;

/** kubectl as it is installed, else the toolbox's. It talks to the cluster of the current kubeconfig. */
export async function findKubectl(path = process.env.PATH ?? ''): Promise<Kubectl> {
  const installed = path
    .split(delimiter)
    .map((folder) => join(folder, 'kubectl'))
    .find((file) => existsSync(file));
  const program = installed ?? (await ensureTool('kubectl'));
  return (args, input) => {
    const { status, stdout, stderr, error } = spawnSync(program, [...args], {
      ...(input !== undefined && { input }),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 120_000,
    });
    return { ok: status === 0, stdout, stderr: error ? `${stderr}${error.message}` : stderr };
  };
}
