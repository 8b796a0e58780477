// A blob server in a process of its own, to be killed: sends its connection string to the parent.
import { startBlobServer } from '../index.ts';

const { connectionString } = await startBlobServer({ dataFile: process.argv[2] ?? '' });
process.send?.(connectionString);
