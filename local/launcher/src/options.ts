import { parseArgs } from 'node:util';

export interface Options {
  port: number;
  host: string;
  dataDir: string;
  reset: boolean;
  help: boolean;
  /** One line of JSON on stdout when everything is ready, instead of the table. */
  json: boolean;
  logLevel: string;
  databaseUrl: string | undefined;
}

export const help = `npm start -- [options]

Runs the whole shop on this machine: the embedded Azure, the services and the gateway. Ctrl-C stops everything.

  --port <n>      the port of the gateway (default 8080, or PORT)
  --reset         forget all data first (orders, stock, messages, mails)
  --data <dir>    where data is kept (default .local)
  --json          one line of JSON on stdout when everything is ready; logs go to stderr
  --log <level>   debug, info, warn, error (default info, or LOG_LEVEL)
  --help          this text

HOST=0.0.0.0 opens the gateway to other machines (default 127.0.0.1); everything else stays on this one.
MSSQL_URL=mssql://user:password@host:1433/database keeps orders in that SQL server instead of the embedded SQLite file.`;

/** The command line was not understood; `message` says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function readOptions(
  args: readonly string[],
  environment: Record<string, string | undefined>,
  root: string,
): Options {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        reset: { type: 'boolean', default: false },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
        log: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nSee: npm start -- --help`);
  }
  const wanted = values.port ?? environment.PORT ?? '8080';
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError(`the port must be a number from 1 to 65535, got '${wanted}'`);
  const logLevel = values.log ?? environment.LOG_LEVEL ?? 'info';
  if (!['debug', 'info', 'warn', 'error'].includes(logLevel))
    throw new UsageError(`--log must be debug, info, warn or error, got '${logLevel}'`);
  return {
    port,
    host: environment.HOST ?? '127.0.0.1',
    dataDir: values.data ?? `${root}/.local`,
    reset: values.reset,
    help: values.help,
    json: values.json,
    logLevel,
    databaseUrl: environment.MSSQL_URL || undefined,
  };
}
