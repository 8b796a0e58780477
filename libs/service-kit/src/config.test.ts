import { Type } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { type ConfigError, loadConfig, Secret, splitList } from './config.ts';

const settings = {
  PORT: Type.Integer({ minimum: 0, default: 8080, description: 'the port to listen on' }),
  DEBUG: Type.Boolean({ default: false }),
  ENDPOINT: Type.String({ format: 'uri', description: 'where the database is' }),
  KEY: Secret({ description: 'the key of the database', minLength: 8 }),
  REGION: Type.Optional(Type.String()),
};
const faultsOf = (environment: Record<string, string | undefined>) => {
  try {
    loadConfig(settings, environment);
  } catch (error) {
    return (error as ConfigError).faults;
  }
  return [];
};

describe('loadConfig', () => {
  it('converts, fills in defaults and freezes', () => {
    const config = loadConfig(settings, {
      ENDPOINT: 'https://db.example',
      KEY: 'longenough',
      DEBUG: 'true',
      OTHER: 'x',
    });
    expect(config).toEqual({ PORT: 8080, DEBUG: true, ENDPOINT: 'https://db.example', KEY: 'longenough' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('lists every fault in one error, with what the setting is for', () => {
    expect(faultsOf({ PORT: 'eighty', ENDPOINT: 'nowhere', KEY: 'longenough' })).toEqual([
      "PORT must be integer, got 'eighty': the port to listen on",
      'ENDPOINT must match format "uri", got \'nowhere\': where the database is',
    ]);
    expect(faultsOf({})).toEqual([
      'ENDPOINT is not set: where the database is',
      'KEY is not set: the key of the database',
    ]);
  });

  it('never prints a secret', () => {
    expect(faultsOf({ ENDPOINT: 'https://db.example', KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('takes an empty variable as absent', () => {
    expect(loadConfig(settings, { ENDPOINT: 'https://db.example', KEY: 'longenough', REGION: '' })).not.toHaveProperty(
      'REGION',
    );
  });
});

describe('splitList', () => {
  it('splits at commas and drops what is empty', () => {
    expect(splitList(' a, b,,c ')).toEqual(['a', 'b', 'c']);
    expect(splitList('')).toEqual([]);
  });
});
