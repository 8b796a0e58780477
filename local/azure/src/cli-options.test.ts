import { describe, expect, it } from '@jest/globals';
import { help, parseCli, UsageError } from './cli-options.ts';
import { defaultPorts } from './ports.ts';

describe('the command line', () => {
  it('takes a key and a certificate together, and neither alone', () => {
    expect(parseCli(['--tls-key', 'a.key', '--tls-cert', 'a.pem']).tls).toEqual({ key: 'a.key', cert: 'a.pem' });
    expect(() => parseCli(['--tls-key', 'a.key'])).toThrow('--tls-cert is missing');
    expect(() => parseCli(['--tls-cert', 'a.pem'])).toThrow('--tls-key is missing');
  });

  it('without arguments starts with the entities of the shop, on loopback, keeping data', () => {
    expect(parseCli([])).toEqual({
      action: 'start',
      config: [],
      json: false,
      host: '127.0.0.1',
      advertise: undefined,
      ports: {},
      data: undefined,
      reset: false,
      tls: undefined,
      redirectUris: undefined,
    });
  });

  it('takes several files, ports, addresses and switches', () => {
    const args = [
      '--config',
      'a.json',
      '--config',
      '-',
      '--json',
      '--reset',
      '--data',
      ':memory:',
      '--host',
      '0.0.0.0',
      '--advertise',
      'azure.local',
    ];
    const request = parseCli([
      ...args,
      '--amqp-port',
      '0',
      '--blob-port=10001',
      '--redirect-uri',
      'http://a',
      '--redirect-uri',
      'http://b',
    ]);
    expect(request).toMatchObject({
      config: ['a.json', '-'],
      json: true,
      reset: true,
      data: ':memory:',
      host: '0.0.0.0',
      advertise: 'azure.local',
      ports: { amqp: 0, blob: 10_001 },
      redirectUris: ['http://a', 'http://b'],
    });
  });

  it.each([
    [['--amqpport', '1'], 'unknown option --amqpport; did you mean --amqp-port? --help lists all options'],
    [['--frobnicate'], 'unknown option --frobnicate; --help lists all options'],
    [['--blob-port', '70000'], "--blob-port must be a port from 0 to 65535, not '70000'"],
    [['--cosmos-port', 'http'], "--cosmos-port must be a port from 0 to 65535, not 'http'"],
    [['--config', '-', '--config', '-'], '--config - is given twice; standard input can be read once'],
  ])('refuses %j with a hint', (args, message) => {
    const reading = () => parseCli(args);
    expect(reading).toThrow(UsageError);
    expect(reading).toThrow(message);
  });

  it.each([['--config'], ['extra']])('refuses %s in one sentence', (argument) => {
    expect(() => parseCli([argument])).toThrow(/; --help lists all options$/);
  });

  it('explains itself, each option and default port', () => {
    expect(parseCli(['--help']).action).toBe('help');
    expect(parseCli(['--version']).action).toBe('version');
    for (const port of Object.values(defaultPorts)) expect(help).toContain(`default: ${port}`);
    for (const flag of ['config', 'json', 'data', 'reset', 'host', 'advertise', 'redirect-uri'])
      expect(help).toContain(`--${flag} `);
  });
});
