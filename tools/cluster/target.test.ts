import { describe, expect, it } from '@jest/globals';
import { isOnThisMachine } from './target.ts';

describe('a cluster that is taken without being named', () => {
  it.each([
    'https://127.0.0.1:6443',
    'https://localhost:6443',
    'https://[::1]:6443',
    'https://kubernetes.docker.internal:6443',
  ])('may be on this machine: %s', (server) => expect(isOnThisMachine(server)).toBe(true));

  it.each([
    'https://prod-dns-abc.hcp.westeurope.azmk8s.io:443',
    'https://10.0.0.4:6443',
    'https://localhost.example:6443',
  ])('is not another machine’s: %s', (server) => expect(isOnThisMachine(server)).toBe(false));
});
