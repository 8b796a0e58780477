import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { readTarget } from './target.ts';

const read = (
  url: string,
  method = 'GET',
  rest: object = { headers: { host: 'localhost:8080' }, httpVersion: '1.1' },
) => readTarget({ url, method, ...rest } as unknown as IncomingMessage);

describe('the target of a request', () => {
  it.each([
    ['/', '/', ''],
    ['/api/products?q=lamp', '/api/products', '?q=lamp'],
    ['/api/orders/?x=/../..//', '/api/orders/', '?x=/../..//'],
    ['/api/%70roducts/%7Efew', '/api/products/~few', ''],
    ['/products/m%c3%bcg', '/products/m%C3%BCg', ''],
    ['/products/m\u00c3\u00bcg', '/products/m%C3%BCg', ''],
    ['/a/...', '/a/...', ''],
    ['/a/.b/..c/d..', '/a/.b/..c/d..', ''],
    ['/a/%252e%252e/b', '/a/%252e%252e/b', ''],
    ['/a?b=%zz\\|[]{}', '/a', '?b=%zz\\|[]{}'],
  ])('%s is read as one path, in one spelling', (url, path, search) => {
    expect(read(url)).toEqual({ path, search, authority: 'localhost:8080' });
  });

  it.each([
    ['http://localhost:8080/api/orders?limit=1', '/api/orders', '?limit=1', 'localhost:8080'],
    ['HTTP://EXAMPLE.com/x', '/x', '', 'EXAMPLE.com'],
    ['http://[::1]:8080', '/', '', '[::1]:8080'],
    ['https://shop.example?x=1', '/', '?x=1', 'shop.example'],
  ])('%s, in the absolute form, names the host itself', (url, path, search, authority) => {
    expect(read(url)).toEqual({ path, search, authority });
  });

  it('may be * for OPTIONS only', () => {
    expect(read('*', 'OPTIONS')).toMatchObject({ path: '*' });
    expect(read('*')).toMatchObject({ status: 400 });
  });

  it('is none without a host, or of another version of HTTP', () => {
    expect(read('/', 'GET', { headers: {}, httpVersion: '1.1' })).toMatchObject({ status: 400 });
    expect(read('/', 'GET', { headers: { host: 'localhost' }, httpVersion: '2.0' })).toMatchObject({ status: 400 });
    expect(read('/', 'GET', { headers: { host: 'localhost' }, httpVersion: '1.0' })).not.toHaveProperty('status');
  });

  it.each([
    '/api/products/../../metrics',
    '/api/products/%2e%2e/metrics',
    '/api/products/.%2E/metrics',
    '/api/products/%2e./metrics',
    '/api/products/./x',
    '/api/products/%2e',
    '/..',
    '/api/products/..',
    '//api/products',
    '/api//products',
    '/api/products//',
    '/api/products%2f..%2fmetrics',
    '/api/products/%2F',
    '/api/products/..%5cmetrics',
    'http://localhost/api/products/../../metrics',
    'http://localhost//api',
  ])('%s, which two programs read in two ways, leads nowhere', (url) => {
    expect(read(url)).toMatchObject({ status: 404 });
  });

  it.each([
    '/api/products/\\../metrics',
    '/api\\products',
    '/a%00b',
    '/a%0d%0ab',
    '/a%7f',
    '/a\x7f',
    '/a%',
    '/a%2',
    '/a%zz',
    '/a%ff',
    '/a%c3',
    '/a%E0%A4%A',
    '/a#b',
    '/a?b#c',
    '/a b',
    '/a?b\x00',
    '/a\u0100',
    '',
    'api/products',
    'localhost:443',
    'ftp://localhost/x',
    'http:///x',
    'http://user:password@localhost/x',
    'http:/x',
    'javascript:alert(1)',
  ])('%j is malformed', (url) => {
    expect(read(url)).toMatchObject({ status: 400 });
  });
});
