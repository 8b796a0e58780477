// A server that does nothing but what its framework must: the yardstick. Run as a process of its own, like a service.
import { readFileSync } from 'node:fs';
import express from 'express';
import Fastify from 'fastify';

const [framework, bodyFile] = process.argv.slice(2);
const body = JSON.parse(readFileSync(bodyFile ?? '', 'utf8')) as object;

const sendPort = (port: number) => process.send?.({ port });
if (framework === 'fastify') {
  const app = Fastify();
  app.get('/thing', () => body);
  app.post('/thing', (request, reply) => reply.status(201).send(request.body));
  await app.listen({ host: '127.0.0.1', port: 0 });
  sendPort((app.server.address() as { port: number }).port);
} else {
  const app = express();
  app.use(express.json());
  app.get('/thing', (_request, response) => void response.json(body));
  app.post('/thing', (request, response) => void response.status(201).json(request.body));
  const server = app.listen(0, '127.0.0.1', () => sendPort((server.address() as { port: number }).port));
}
process.on('disconnect', () => process.exit(0));
