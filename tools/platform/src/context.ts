import { readFolders } from './desired/checkout.ts';
import type { State } from './plan/edit.ts';
import type { Renderer } from './plan/renderer.ts';
import type { Terminal } from '@halden/cli/terminal';

/** What every command is given. */
export interface Context {
  /** The checkout that is read and changed. */
  readonly root: string;
  readonly terminal: Terminal;
  /** Results as one JSON document on standard output. */
  readonly json: boolean;
  /** Whether KUBECONFIG names a kubeconfig. */
  readonly hasKubeconfig: boolean;
  readonly now: () => Date;
  readonly loadRenderer: () => Promise<Renderer>;
}

/** 0: as asked; 1: there are findings. What is refused throws. */
export type ExitCode = 0 | 1;

/** The checkout as plans see it. */
export async function loadState({ root, loadRenderer }: Pick<Context, 'root' | 'loadRenderer'>): Promise<State> {
  const [renderer, files] = await Promise.all([loadRenderer(), readFolders(root, 'apps', 'clusters')]);
  return { files, renderer };
}
