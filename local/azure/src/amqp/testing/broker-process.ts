/** A broker in a process of its own, so that a test can kill it: `node broker-process.ts '<AmqpServerOptions as JSON>'`. */
import { startAmqpServer, type AmqpServerOptions } from '../index.ts';

const options = JSON.parse(process.argv[2] ?? '') as AmqpServerOptions;
const { port, serviceBus, eventHubs } = await startAmqpServer(options);
process.send?.({ port, serviceBus, eventHubs });
process.on('disconnect', () => process.exit(0)); // the test that started it is gone
