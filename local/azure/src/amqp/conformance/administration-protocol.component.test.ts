import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { startAmqpServer } from '../index.ts';
import { administrationOf } from '../testing/administration.ts';
import { aQueue, aSubscription, aTopic, entities } from '../testing/builders.ts';
import { busForEachTest, directoryForEachTest, errorOf } from '../testing/harness.ts';

const startBus = busForEachTest();
const directory = directoryForEachTest();

function signatureFor(resource: string): string {
  const [sr, se] = [encodeURIComponent(resource), Math.round(Date.now() / 1_000) + 300];
  const signature = createHmac('sha256', 'SAS_KEY_VALUE').update(`${sr}\n${se}`).digest('base64');
  return `SharedAccessSignature sr=${sr}&sig=${encodeURIComponent(signature)}&se=${se}&skn=RootManageSharedAccessKey`;
}

describe('the administration on the port of AMQP', () => {
  it('answers plain HTTP as it does HTTPS, in the XML that scalers read', async () => {
    const { server } = await startBus({
      queues: [aQueue({ name: 'work' })],
      topics: [aTopic({ subscriptions: [aSubscription()] })],
    });
    const authority = `127.0.0.1:${server.port}`;
    for (const path of ['work', 'events/subscriptions/all']) {
      const response = await fetch(`http://${authority}/${path}?api-version=2021-05`, {
        headers: { authorization: signatureFor(`http://${authority}/${path}`) },
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('application/atom+xml');
      expect(await response.text()).toMatch(/<CountDetails [^>]*><d2p1:ActiveMessageCount>0</);
    }
  });

  it('takes a signature for the namespace or for what is above the entity, and for no other', async () => {
    const { server } = await startBus({ queues: [aQueue(), aQueue({ name: 'orders2' })] });
    const authority = `127.0.0.1:${server.port}`;
    const statusOf = async (path: string, resource: string) =>
      (await fetch(`http://${authority}/${path}`, { headers: { authorization: signatureFor(resource) } })).status;
    expect(await statusOf('orders', `sb://${authority}/`)).toBe(200);
    expect(await statusOf('orders', `https://127.0.0.1/orders`)).toBe(200);
    expect(await statusOf('orders', `sb://${authority}/orders2`)).toBe(401);
    expect(await statusOf('orders2', `sb://${authority}/orders`)).toBe(401);
  });

  it('refuses bodies that are no entry, have a document type, or are too large', async () => {
    const { server } = await startBus({});
    const authority = `127.0.0.1:${server.port}`;
    const put = (body: string) =>
      fetch(`http://${authority}/new`, {
        method: 'PUT',
        body,
        headers: { authorization: signatureFor(`sb://${authority}/`) },
      }).then(async (response) => [response.status, await response.text()] as const);
    for (const body of ['', 'no xml', '<entry', '<entry/>', '<!DOCTYPE a [<!ENTITY b "c">]><entry/>', '{}'])
      expect(await put(body)).toEqual([400, expect.stringContaining('<Error><Code>400</Code>')]);
    expect((await put(`<entry>${'x'.repeat(300_000)}</entry>`))[0]).toBe(413);
    expect(await (await administrationOf(server)).queueExists('new')).toBe(false);
  });

  it('cuts off whoever does not finish the handshake or the request in time, or says nothing', async () => {
    const { server } = await startBus({}, { openWithinMs: 100 });
    for (const begin of [
      '',
      'G',
      'GET / HTTP/1.1\r\nHost: a\r\n',
      'PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n',
      '\x16',
      'AMQP',
    ]) {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(begin, 'latin1');
      socket.resume();
      await once(socket, 'close');
      expect(socket.destroyed).toBe(true);
    }
  });

  it('shows a certificate for localhost, the loopback addresses and the advertised host', async () => {
    const { server } = await startBus({}, { advertise: 'azure.example' });
    const ca = await server.certificateAuthority?.pem();
    for (const servername of ['localhost', 'azure.example']) {
      const socket = connectTls({ port: server.port, host: '127.0.0.1', servername, ...(ca && { ca }) });
      await once(socket, 'secureConnect');
      expect(socket.authorized).toBe(true);
      const { subjectaltname } = socket.getPeerCertificate();
      expect(subjectaltname).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:azure.example');
      socket.destroy();
    }
  });

  it('keeps its authority beside the data, for NODE_EXTRA_CA_CERTS, and its keys from others', async () => {
    const dataFile = join(directory(), 'amqp.db');
    const bus = await startBus({ queues: [aQueue()] }, { dataFile });
    const file = bus.server.certificateAuthority?.file ?? '';
    expect(file).toBe(join(dirname(dataFile), 'service-bus-ca.pem'));
    const script = `
      import { ServiceBusAdministrationClient } from '@azure/service-bus';
      const { name } = await new ServiceBusAdministrationClient(process.env.CONNECTION_STRING).getQueue('orders');
      console.log(name);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
      env: { ...process.env, NODE_EXTRA_CA_CERTS: file, CONNECTION_STRING: bus.server.serviceBus },
    });
    expect(stdout.trim()).toBe('orders');
    expect((await stat(join(dirname(dataFile), 'service-bus-tls.json'))).mode & 0o777).toBe(0o600);
    const before = await readFile(file, 'utf8');
    await bus.restart();
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('keeps its authority and renews its certificate when it is advertised by another name', async () => {
    const dataFile = join(directory(), 'amqp.db');
    const first = await startAmqpServer({ entities: entities({}), dataFile });
    const before = await first.certificateAuthority?.pem();
    await first.stop();
    const { server } = await startBus({}, { dataFile, advertise: 'renamed.example' });
    expect(await server.certificateAuthority?.pem()).toBe(before);
    const servername = 'renamed.example';
    const socket = connectTls({ port: server.port, host: '127.0.0.1', servername, ...(before && { ca: before }) });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });

  it('uses a key and certificate of one’s own, and says so when they do not fit', async () => {
    const dataFile = join(directory(), 'amqp.db');
    const first = await startAmqpServer({ entities: entities({}), dataFile });
    const ca = await first.certificateAuthority?.pem();
    await first.stop();
    const kept = JSON.parse(await readFile(join(dirname(dataFile), 'service-bus-tls.json'), 'utf8')) as {
      server: { key: string; cert: string };
    };
    const { server } = await startBus({ queues: [aQueue()] }, { tls: kept.server });
    expect(server.certificateAuthority).toBeUndefined();
    const client = await administrationOf(server, { ...(ca && { tlsOptions: { ca } }) });
    expect(await client.getQueue('orders')).toMatchObject({ name: 'orders' });
    const wrong = startAmqpServer({ entities: entities({}), tls: { key: 'no key', cert: 'no certificate' } });
    expect((await errorOf(wrong)).message).toContain('tls');
  });
});
