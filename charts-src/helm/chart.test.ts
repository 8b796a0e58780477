import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
      ...below(`clusters/prod/infrastructure/configs/service-${name}-internal.`),
    ].map(({ content }) => parse(content) as Manifest),
  );

/** The little of Helm's language that our templates use. */
function evaluate(template: string, own: Record<string, any>): string {
  return template.replace(/\{\{ ("\{\{"|(?:"(?:[^"\\]|\\.)*"|[^"])+?) \}\}/g, (_, expression: string) => {
    if (expression === '"{{"') return '{{';
    if (expression.includes('sha256sum')) return JSON.stringify(checksumOf(own.settings as Record<string, string>));
    const valueOf = (path: string) =>
      path === '.Release.Namespace'
        ? 'ecommerce-prod'
        : path
            .split('.')
            .slice(2)
            .reduce((inner: any, key) => inner[key], own);
    const [, whole] = /^(?:toJson )?(\.[a-zA-Z.]+)(?: \| toJson)?$/.exec(expression) ?? [];
    if (whole) return JSON.stringify(valueOf(whole));
    const [, format, paths] = /^printf ("(?:[^"\\]|\\.)*") (.+) \| toJson$/.exec(expression) ?? [];
    if (!format || !paths) throw new Error(`the template has an expression this test does not know: ${expression}`);
    const rest = paths.split(' ');
    const text = (JSON.parse(format) as string).replace(/%[%s]/g, (verb) =>
      verb === '%%' ? '%' : String(valueOf(rest.shift() ?? '')),
    );
    return JSON.stringify(text);
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

  it('holds nothing that a placeholder left behind', () => {
    const text = theFiles().filter(({ path }) => path.startsWith(`clusters/charts/${name}/`));
    for (const { content } of text)
      expect(content).not.toMatch(/placeholder|5eed|192\.0\.2|\b9[012]\d\b|[\ue000-\uf8ff]/);
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

  /** Renders a chart with values of a file. */
  const withValues = (chart: string, given: object) => {
    const folder = mkdtempSync(join(tmpdir(), 'halden-chart-'));
    try {
      writeFileSync(join(folder, 'values.json'), JSON.stringify(given));
      return run('template', 'x', chart, '--namespace', 'ecommerce-prod', '--values', join(folder, 'values.json'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const objectsIn = (yaml: string) => parseAllDocuments(yaml).map((document) => document.toJS() as Record<string, any>);
  const environmentOf = (yaml: string): { name: string; value: string }[] =>
    objectsIn(yaml).find(({ kind }) => kind === 'Deployment')?.spec.template.spec.containers[0].env;

  it.each(names)('keeps quotes, backslashes and line breaks of a value of %s within it', (name) => {
    const chart = `clusters/charts/${name}`;
    const applicationInsights = 'InstrumentationKey=a;X="b"\\n${{}}\'%s';
    const settings = { ...values(name).settings, EXTRA: 'first"\nsecond: {{ .Values.host }} # <&>' } as object;
    const { stdout, stderr } = withValues(chart, { applicationInsights, settings });
    expect(stderr).toBe('');
    const env = environmentOf(stdout);
    expect(env).toContainEqual({ name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: applicationInsights });
    expect(env.map((variable) => variable.name)).toEqual(
      environmentOf(run('template', 'x', chart).stdout).map((each) => each.name),
    );
    expect(objectsIn(stdout).find(({ kind }) => kind === 'ConfigMap')?.data).toEqual(settings);
  });

  it('refuses a value whose line break would begin something else', () => {
    for (const given of [
      { applicationInsights: 'InstrumentationKey=a"\n- name: X' },
      { host: 'shop.example\n' },
      { image: { tag: '1"\n' } },
      { cluster: 'prod"' },
    ])
      expect(withValues('clusters/charts/order-service', given).stderr).toMatch(/does not match pattern/);
  });

  it('takes the charts as dependencies of another chart, which may share global values with them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'halden-umbrella-'));
    try {
      const chart = { apiVersion: 'v2', name: 'umbrella', version: '1.0.0' };
      const dependencies = names.map((name) => ({ name, version: '0.1.0' }));
      writeFileSync(join(folder, 'Chart.yaml'), JSON.stringify({ ...chart, dependencies }));
      const own = Object.fromEntries(names.map((name) => [name, { host: 'other.example' }]));
      writeFileSync(join(folder, 'values.yaml'), JSON.stringify({ global: { company: { name: 'x' } }, ...own }));
      for (const name of names)
        cpSync(join(root, 'clusters/charts', name), join(folder, 'charts', name), { recursive: true });
      const { stdout, stderr } = run('template', 'x', folder, '--namespace', 'ecommerce-prod');
      expect(stderr).toBe('');
      const objects = objectsIn(stdout).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
      expect(new Set(objects).size).toBe(objects.length);
      expect(objects.filter((object) => object.startsWith('Deployment/')).sort()).toEqual(
        names.map((name) => `Deployment/${name}`).sort(),
      );
      expect(stdout).toContain('other.example');
      mkdirSync(join(folder, 'templates'));
      expect(run('lint', '--strict', folder)).toMatchObject({ status: 0 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
