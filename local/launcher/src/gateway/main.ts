import { createGateway, type GatewayOptions } from './app.ts';

const options = JSON.parse(process.env.GATEWAY ?? '{}') as GatewayOptions;
try {
  const app = await createGateway(options);
  await app.listen({ host: options.host, port: options.port });
  console.log(
    JSON.stringify({
      level: 'info',
      time: new Date().toISOString(),
      msg: `listening on http://${options.host}:${options.port}`,
    }),
  );
  process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
} catch (error) {
  console.error(error);
  process.exit(1);
}
