import { describe, expect, it } from '@jest/globals';
import { parseConfig } from './config.ts';

const origin = 'https://shop.example';

describe('the configuration of the shop', () => {
  it('has a default for everything', () => {
    expect(parseConfig({}, origin)).toEqual({
      identity: {
        authority: 'https://shop.example/identity',
        clientId: 'halden-shop',
        scope: 'openid profile email offline_access',
      },
      telemetry: { connectionString: '' },
      apiBase: '',
      demo: false,
    });
  });

  it('takes what is served, without a slash at the end of the API address', () => {
    const identity = { authority: 'https://login.example/t', clientId: 'c', scope: 'openid' };
    expect(parseConfig({ identity, apiBase: 'https://api.example/', demo: true }, origin)).toMatchObject({
      identity,
      apiBase: 'https://api.example',
      demo: true,
    });
  });

  it('names every field that is not usable, at once', () => {
    const read = () =>
      parseConfig({ identity: { authority: 'nowhere', clientId: 7 }, demo: 'yes', telemetry: [] }, origin);
    expect(read).toThrow(TypeError);
    expect(read).toThrow(/telemetry must be an object/);
    expect(read).toThrow(/identity\.authority must be an address, got 'nowhere'/);
    expect(read).toThrow(/identity\.clientId must be a string, got number/);
    expect(read).toThrow(/demo must be true or false/);
  });
});
