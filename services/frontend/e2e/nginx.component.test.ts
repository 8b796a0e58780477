import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nginxPages } from '../tools/pages.ts';
import { nginxSecurityHeaders, securityHeaders } from '../tools/security-headers.ts';

const templates = join(import.meta.dirname, '../nginx');
const read = (name: string) => readFileSync(join(templates, name), 'utf8');
const environment = { SHOP_IDENTITY_ORIGIN: 'https://login.example', SHOP_TELEMETRY_ORIGIN: '' };

describe('the headers of Nginx', () => {
  it('are those of the one description', () => {
    // When this fails, the file is made anew by what `nginxSecurityHeaders()` returns.
    expect(read('security-headers.inc.template')).toBe(nginxSecurityHeaders());
  });
});

describe('the pages of Nginx', () => {
  it('are those of the one description', () => {
    // When this fails, the maps in the file are made anew by what `nginxPages()` returns.
    expect(read('default.conf.template')).toContain(nginxPages());
  });
});

const nginx = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0);
const describeWithNginx = nginx ? describe : describe.skip;

describeWithNginx(`the shop served by Nginx${nginx ? '' : ' (skipped: no nginx on this machine)'}`, () => {
  const page = `<!doctype html><title>Halden</title>${' '.repeat(200)}`;
  const made = (name: string) => `<!doctype html><title>${name}</title>${' '.repeat(200)}`;
  const script = `console.log("the shop");${'\n'.repeat(200)}`;
  const browser = { accept: 'text/html,*/*;q=0.8' };
  let folder = '';
  let port = 0;
  let stop = async () => {};

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'halden-nginx-'));
    // Started by root, Nginx serves as somebody who may do less.
    chmodSync(folder, 0o755);
    for (const name of ['html/assets', 'html/pages/de/shelves', 'conf.d', 'shop'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const [name, content] of [
      ['index.html', page],
      ['pages/de/home.html', made('home')],
      ['pages/de/shelves/lighting.html', made('lighting')],
      ['pages/de/product.html', made('product')],
      ['assets/app-1a2b.js', script],
      ['assets/app-3c4d.css', 'body{}'],
      ['favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ] as const) {
      writeFileSync(join(folder, 'html', name), content);
      writeFileSync(join(folder, 'html', `${name}.br`), brotliCompressSync(content));
      writeFileSync(join(folder, 'html', `${name}.gz`), gzipSync(content));
    }
    writeFileSync(join(folder, 'html/assets/inter.woff2'), 'a font');
    writeFileSync(join(folder, 'html/.secret'), 'hidden');
    writeFileSync(join(folder, 'shop/config.json'), '{"demo":false}');
    port = await freePort();
    // What the image's entrypoint does, with the places of this folder.
    for (const name of ['default.conf', 'security-headers.inc']) {
      const text = Object.entries(environment)
        .reduce((all, [key, value]) => all.replaceAll(`\${${key}}`, value), read(`${name}.template`))
        .replaceAll('/etc/nginx/conf.d/', `${folder}/conf.d/`)
        .replaceAll('/etc/shop/', `${folder}/shop/`)
        .replaceAll('/usr/share/nginx/html', `${folder}/html`)
        .replace('listen 8080;', `listen 127.0.0.1:${port};`)
        .replace('listen [::]:8080;', '');
      writeFileSync(join(folder, 'conf.d', name), text);
    }
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const main = join(folder, 'nginx.conf');
    writeFileSync(
      main,
      `pid ${folder}/pid; daemon off; worker_processes 1; error_log stderr;
       events { worker_connections 64; }
       http { types { text/html html; font/woff2 woff2; application/json json; } default_type application/octet-stream;
         access_log off; ${temporary.join(' ')} include ${folder}/conf.d/*.conf; }`,
    );
    const child = spawn(nginx!, ['-c', main, '-p', folder, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    stop = async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    };
    for (let attempts = 0; attempts < 100 && child.exitCode === null; attempts++) {
      const up = await get('/health').catch(() => undefined);
      if (up) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`nginx did not start: ${errors}`);
  });

  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is alive at /health', async () => {
    const { status, headers, body } = await get('/health');
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('application/json');
    expect(JSON.parse(body.toString())).toEqual({ status: 'ok' });
  });

  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br;q=0.9', 'br', brotliDecompressSync],
    ['gzip, br;q=0', 'gzip', gunzipSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
  ])('answers Accept-Encoding: %s with %s, of the right type, kept forever', async (accepted, encoding, decoded) => {
    const { headers, body } = await get('/assets/app-1a2b.js', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers.etag).toBeTruthy();
    expect(decoded(body).toString()).toBe(script);
  });

  it.each([
    ['/assets/app-3c4d.css', 'text/css; charset=utf-8'],
    ['/favicon.svg', 'image/svg+xml; charset=utf-8'],
    ['/assets/inter.woff2', 'font/woff2'],
  ])('serves %s as %s', async (path, type) => {
    const { status, headers } = await get(path, { 'accept-encoding': 'br' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
  });

  it.each(['/', '/index.html', '/products/low-lamp', '/orders/8e0b?key=abc'])(
    'answers a person who opens %s with the page, asked for again each time',
    async (path) => {
      const { status, headers, body } = await get(path, { ...browser, 'accept-encoding': 'br' });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-encoding': 'br',
        'cache-control': 'no-cache',
      });
      expect(brotliDecompressSync(body).toString()).toBe(page);
      const again = await get(path, { ...browser, 'accept-encoding': 'br', 'if-none-match': headers.etag! });
      expect(again.status).toBe(304);
    },
  );

  it.each([
    ['/', 'de', 'home'],
    ['/?from=letter', 'de-AT,de;q=0.9,en;q=0.8', 'home'],
    ['/shelves/lighting?sort=price', 'fr, de;q=0.8', 'lighting'],
    ['/products/low-lamp', 'de', 'product'],
  ])('answers %s for who reads %s with what is made beforehand', async (path, language, name) => {
    const { status, headers, body } = await get(path, {
      ...browser,
      'accept-language': language,
      'accept-encoding': 'br',
    });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding, Accept-Language',
    });
    expect(brotliDecompressSync(body).toString()).toBe(made(name));
    const plain = await get(path, { ...browser, 'accept-language': language });
    expect(plain.body.toString()).toBe(made(name));
  });

  it.each([
    '/assets/app-gone.js',
    '/pages/de/home.html',
    '/assets/gone.woff2',
    '/picture.png',
    '/.secret',
    '/absent',
    '/api/internal',
  ])('has nothing at %s', async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(404);
    expect(headers['cache-control']).toBeUndefined();
  });

  it('gives its configuration from its own place, never from the build', async () => {
    const { headers, body } = await get('/config.json');
    expect(headers['cache-control']).toBe('no-cache');
    expect(body.toString()).toBe('{"demo":false}');
  });

  it.each(['/', '/products/low-lamp', '/assets/app-1a2b.js', '/config.json', '/gone.png'])(
    'sends the security headers with %s',
    async (path) => {
      const { headers } = await get(path, path.includes('.') ? {} : browser);
      const tidy = (value: unknown) => String(value).replace(/\s+(;|$)/g, '$1');
      for (const [name, value] of Object.entries(securityHeaders({ identity: environment.SHOP_IDENTITY_ORIGIN })))
        expect(tidy(headers[name.toLowerCase()])).toBe(value);
      expect(headers['strict-transport-security']).toContain('max-age=');
      expect(headers.server).toBe('nginx');
    },
  );

  function get(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      request.once('error', reject);
      request.end();
    });
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
