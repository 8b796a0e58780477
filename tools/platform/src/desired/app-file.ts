import { isAlias, isScalar, parseDocument, type Scalar, stringify } from 'yaml';
import { Refusal } from '@halden/cli/refusal';

/** Which image an environment runs. */
export interface ImageRelease {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** Where a service's desired state in an environment stands, from the root of the checkout. */
export const appPath = (service: string, environment: string): string => `apps/${service}/${environment}.yaml`;

export const sameRelease = (a: ImageRelease, b: ImageRelease): boolean =>
  a.repository === b.repository && a.tag === b.tag && a.digest === b.digest;

/** `1.2.3 (sha256:0123456789ab…)`, for people. */
export const describeRelease = ({ tag, digest }: Pick<ImageRelease, 'tag' | 'digest'>): string =>
  `${tag} (${shortDigest(digest)})`;

export const shortDigest = (digest: string): string => digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…');

/**
 * The release in the text of a file of desired state.
 * @throws {Refusal} when the file has none.
 */
export function readRelease(path: string, text: string): ImageRelease {
  const document = parse(path, text);
  const [repository, tag, digest] = ['repository', 'tag', 'digest'].map((key) => document.getIn(['image', key]));
  if (typeof repository === 'string' && typeof tag === 'string' && typeof digest === 'string')
    return { repository, tag, digest };
  throw new Refusal({
    what: 'a file of desired state names no image',
    where: path,
    why: 'it needs image.repository, image.tag and image.digest, each a string',
    fix: 'restore the file from Git, or write them',
  });
}

/**
 * The text with some values replaced; comments, order, layout and line endings stay as they are, byte for byte.
 * A key of the top level that is not there yet is added at the end.
 * @param edits path of keys → new value
 * @throws {Refusal} when a value is not there, or is written in a way that cannot be replaced alone (an alias).
 */
export function editValues(
  path: string,
  text: string,
  edits: readonly (readonly [readonly string[], string])[],
): string {
  let edited = text;
  for (const [keys, value] of edits) {
    const node = parse(path, edited).getIn(keys, true);
    if (isScalar(node) && node.range) edited = replaceScalar(edited, node as Scalar & { range: Range }, value);
    else if (keys.length === 1 && node === undefined) edited = appendKey(edited, keys[0] ?? '', value);
    else
      throw new Refusal({
        what: `'${keys.join('.')}' cannot be set`,
        where: path,
        why: isAlias(node) ? `it is an alias (*${node.source}) of another value` : 'the file has no such value',
        fix: `write '${keys.join('.')}' in ${path} ${isAlias(node) ? 'as a value of its own' : ''} first`,
      });
    if (parse(path, edited).getIn(keys) !== value)
      throw new Refusal({
        what: `'${keys.join('.')}' cannot be set`,
        where: path,
        why: 'the value is written in a form that cannot be replaced alone',
        fix: `write it on one line, as in \`${keys.at(-1)}: ${value}\``,
      });
  }
  return edited;
}

type Range = [start: number, valueEnd: number, nodeEnd: number];

const written = (value: string): string => stringify(value, { lineWidth: 0 }).trimEnd();

function replaceScalar(text: string, { range, type }: Scalar & { range: Range }, value: string): string {
  const [start, end] = range;
  // The range of a block scalar ends behind its last line break, and that of an empty value begins right behind the colon.
  const isBlock = type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL';
  const after = isBlock ? (/(\r?\n)+$/.exec(text.slice(start, end))?.[0] ?? '') : '';
  const before = start === end && text[start - 1] === ':' ? ' ' : '';
  return text.slice(0, start) + before + written(value) + after + text.slice(end);
}

function appendKey(text: string, key: string, value: string): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text.replace(/(\r?\n)*$/, '')}${lineBreak}${key}: ${written(value)}${lineBreak}`;
}

function parse(path: string, text: string) {
  const document = parseDocument(text);
  const fault = document.errors[0];
  if (fault)
    throw new Refusal({
      what: 'a file of desired state is not YAML',
      where: path,
      why: fault.message,
      fix: `git checkout -- ${path}, or mend it`,
    });
  return document;
}
