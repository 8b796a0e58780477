// A server in a process of its own, for tests that kill it: node serve.ts <data file>. Prints where it listens as JSON.
import { startCosmosServer } from '../index.ts';

const { endpoint, key } = await startCosmosServer({ dataFile: process.argv[2] });
console.log(JSON.stringify({ endpoint, key }));
