import { describe, expect, it } from '@jest/globals';
import { readOptions, UsageError } from './options.ts';

describe('the options of npm start', () => {
  it('have defaults that need nobody to think', () => {
    expect(readOptions([], {}, '/shop')).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataDir: '/shop/.local',
      reset: false,
      help: false,
      json: false,
      logLevel: 'info',
      databaseUrl: undefined,
    });
  });

  it('take the port from the command line before PORT', () => {
    expect(readOptions([], { PORT: '9000' }, '/shop').port).toBe(9000);
    expect(readOptions(['--port', '9100'], { PORT: '9000' }, '/shop').port).toBe(9100);
  });

  it('take the SQL server from MSSQL_URL, and an empty one for none', () => {
    expect(readOptions([], { MSSQL_URL: 'mssql://sa:x@db/orders' }, '/shop').databaseUrl).toBe(
      'mssql://sa:x@db/orders',
    );
    expect(readOptions([], { MSSQL_URL: '' }, '/shop').databaseUrl).toBeUndefined();
  });

  it.each([
    ['a port that is no number', ['--port', 'http'], "the port must be a number from 1 to 65535, got 'http'"],
    ['a port out of range', ['--port', '70000'], "got '70000'"],
    ['an unknown log level', ['--log', 'loud'], "--log must be debug, info, warn or error, got 'loud'"],
    ['an unknown option, and say where to look', ['--prot', '1'], 'See: npm start -- --help'],
  ])('refuse %s', (_, args, message) => {
    expect(() => readOptions(args, {}, '/shop')).toThrow(UsageError);
    expect(() => readOptions(args, {}, '/shop')).toThrow(message);
  });
});
