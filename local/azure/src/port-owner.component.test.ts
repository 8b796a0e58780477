import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { findPortOwner } from './port-owner.ts';

describe('findPortOwner', () => {
  it('names the process that listens, on systems that know, and nobody once it stopped', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const owner = await findPortOwner(port);
    if (existsSync('/proc/net/tcp')) {
      expect(owner?.pid).toBe(process.pid);
      expect(owner?.command).toContain('node');
    } else {
      expect(owner).toBeUndefined();
    }
    server.close();
    await once(server, 'close');
    expect(await findPortOwner(port)).toBeUndefined();
  });
});
