import { createGateway } from './app.ts';
import type { GatewayOptions } from './options.ts';

const options = JSON.parse(process.env.GATEWAY ?? '{}') as GatewayOptions;
const say = (level: 'info' | 'fatal', msg: string) =>
  console.log(JSON.stringify({ level, time: new Date().toISOString(), msg }));
const server = createGateway(options);
server.once('error', (error) => {
  say('fatal', error.message);
  process.exit(1);
});
server.listen(options.port, options.host, () => say('info', `listening on http://${options.host}:${options.port}`));
process.once('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
