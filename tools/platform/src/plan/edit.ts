import { Refusal } from '@halden/cli/refusal';
import { editValues } from '../desired/app-file.ts';
import { type Change, changesBetween } from './changes.ts';
import { appsAmong, type Files } from '../desired/checkout.ts';
import type { Renderer } from './renderer.ts';

/** What a plan is made from: the checkout's `apps/**` and rendered files as they are on disk, and who renders. */
export interface State {
  readonly files: Files;
  readonly renderer: Renderer;
}

/** What a command would do. */
export interface Plan {
  /** Empty when everything is as asked already. */
  readonly changes: readonly Change[];
  /** What a person should know before it is done. */
  readonly notes: readonly string[];
}

/** The text of a file of desired state. */
export function desiredText({ files }: State, path: string): string {
  const text = files.get(path);
  if (text !== undefined) return text;
  throw new Refusal({
    what: 'there is no such file of desired state',
    where: path,
    why: 'the service has never been described in this environment',
    fix: `write ${path} after the example of the service's other environments, then: npm run synth`,
  });
}

/**
 * Changes values in a file of desired state, and renders what follows from it: no other file changes.
 * @throws {Refusal} when a rendered file it would change is stale or was edited by hand.
 */
export async function planEdit(
  state: State,
  path: string,
  edits: Parameters<typeof editValues>[2],
): Promise<readonly Change[]> {
  return planTexts(state, new Map([[path, editValues(path, desiredText(state, path), edits)]]));
}

/**
 * Writes files of desired state, and renders what follows from it: no other file changes.
 * @throws {Refusal} when a rendered file it would change is stale or was edited by hand.
 */
export async function planTexts(state: State, texts: Files): Promise<readonly Change[]> {
  const { files, renderer } = state;
  const written = changesBetween(new Map([...files].filter(([path]) => texts.has(path))), texts);
  if (written.length === 0) return [];
  const apps = appsAmong(files);
  const rendered = await renderer.render(apps);
  const follows = changesBetween(rendered, await renderer.render(new Map([...apps, ...texts])));
  const stale = follows.find((change) => files.get(change.path) !== change.before);
  if (stale !== undefined)
    throw new Refusal({
      what: 'a rendered file is stale or was edited by hand',
      where: stale.path,
      why: 'it is not what apps/ and charts-src render, and this command would write over it',
      fix: 'look at it (npm run platform -- validate), then render it anew: npm run synth',
    });
  return [...written, ...follows];
}
