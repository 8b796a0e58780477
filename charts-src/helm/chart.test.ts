import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { installedTool } from '../../tools/toolbox.mjs';
import { checksumOf } from '../checksum.ts';
import { servicesIn } from '../environments.ts';
import { root, theFiles } from '../testing/manifests.ts';

const names = servicesIn('prod').map(({ name }) => name);
const contentOf = (path: string) => theFiles().find((file) => file.path === path)?.content ?? '';
const values = (name: string) => parse(contentOf(`clusters/charts/${name}/values.yaml`)) as Record<string, any>;
const below = (folder: string) =>
  theFiles().filter(
    ({ path }) => path.startsWith(folder) && /\.yaml$/.test(path) && !path.endsWith('kustomization.yaml'),
  );

interface Manifest {
  kind: string;
  metadata: { name: string };
}
const byName = (objects: Manifest[]) =>
  Object.fromEntries(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
/** What Flux applies of a service in production. */
const rendered = (name: string) =>
  byName(
    [
      ...below(`clusters/prod/apps/${name}/`),
      ...below(`clusters/prod/infrastructure/configs/networkpolicy-${name}.`),
    ].map(({ content }) => parse(content) as Manifest),
  );

/** The little of Helm's language that our templates use. */
function evaluate(template: string, own: Record<string, any>): string {
  return template.replace(/\{\{ (.+?) \}\}/g, (_, expression: string) => {
    if (expression === '"{{"') return '{{';
    if (expression === '.Release.Namespace') return 'ecommerce-prod';
    if (expression.includes('sha256sum')) return JSON.stringify(checksumOf(own.settings as Record<string, string>));
    const [, asJson, path] = /^(toJson )?\.Values\.([a-zA-Z.]+)$/.exec(expression) ?? [];
    if (!path) throw new Error(`the template has an expression this test does not know: ${expression}`);
    const value = path.split('.').reduce((inner: any, key) => inner[key], own);
    return asJson ? JSON.stringify(value) : String(value);
  });
}

describe.each(names)('the Helm chart of %s', (name) => {
  it('gives with its defaults what Flux applies in production', () => {
    const templates = below(`clusters/charts/${name}/templates/`);
    const objects = templates.map(({ content }) => parse(evaluate(content, values(name))) as Manifest);
    expect(byName(objects)).toEqual(rendered(name));
  });

  it('takes its defaults by its own schema, and no value that it does not know', () => {
    const schema = JSON.parse(contentOf(`clusters/charts/${name}/values.schema.json`)) as object;
    const isValid = new Ajv().compile(schema);
    expect(isValid(values(name)) || isValid.errors).toBe(true);
    expect(isValid({ ...values(name), replicaCount: 2 })).toBe(false);
    expect(isValid({ ...values(name), image: { ...values(name).image, digest: 'latest' } })).toBe(false);
  });

  it('holds nothing that a stand-in left behind', () => {
    const text = theFiles().filter(({ path }) => path.startsWith(`clusters/charts/${name}/`));
    for (const { content } of text) expect(content).not.toMatch(/stand-in|5eed|192\.0\.2|\b9[012]\d\b|[\ue000-\uf8ff]/);
  });
});

const helm =
  installedTool('helm') ??
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'helm'))
    .find((file) => existsSync(file));

// Where helm is (node tools/toolbox.mjs helm version installs it), it must agree with the evaluation above.
(helm ? describe : describe.skip)('helm', () => {
  const run = (...args: string[]) => spawnSync(helm ?? '', args, { cwd: root, encoding: 'utf8', timeout: 15_000 });

  it.each(names)('gives for %s with the defaults what Flux applies in production', (name) => {
    const { stdout, stderr } = run('template', name, `clusters/charts/${name}`, '--namespace', 'ecommerce-prod');
    expect(stderr).toBe('');
    expect(byName(parseAllDocuments(stdout).map((document) => document.toJS() as Manifest))).toEqual(rendered(name));
  });

  it('finds nothing to complain about, and refuses values that the schema does not know', () => {
    const charts = names.map((name) => `clusters/charts/${name}`);
    expect(run('lint', '--strict', ...charts).status).toBe(0);
    const refused = run('template', 'x', 'clusters/charts/order-service', '--set', 'image.digest=latest');
    expect(refused.stderr).toContain("at '/image/digest'");
  });
});
