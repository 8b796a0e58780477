import { azureCredential } from '@halden/service-kit/azure-credential';
import type { Logger } from '@halden/service-kit';
import mssql from 'mssql';

/** Login refused, unknown database, bad certificate: waiting does not help. */
const finalErrors = new Set(['ELOGIN', 'EINVALIDSTATE']);
const finalNumbers = new Set([18456, 4060, 18452]);

/**
 * What a database address means to the driver. Understood are `mssql://user:password@host:port/database?encrypt=true`, the classic
 * `Server=…;Database=…;User Id=…;Password=…`, and, without user and password, the workload identity of Azure.
 * On a loopback address encryption is off unless asked for. Throws `TypeError` that names what is missing.
 */
export async function sqlConfigFrom(address: string): Promise<mssql.config> {
  const pool = { max: 20, min: 1, idleTimeoutMillis: 30_000 };
  if (!/^(mssql|sqlserver):\/\//i.test(address)) {
    const parsed = mssql.ConnectionPool.parseConnectionString(address) as mssql.config;
    if (!parsed.server || !parsed.database) throw new TypeError('the SQL address names no Server or no Database');
    return { ...parsed, pool };
  }
  const url = new URL(address.replace(/^\w+/, 'mssql'));
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!url.hostname || !database)
    throw new TypeError('the SQL address must look like mssql://user:password@host:1433/database');
  const flag = (name: string, fallback: boolean) =>
    url.searchParams.has(name) ? url.searchParams.get(name) === 'true' : fallback;
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const config: mssql.config = {
    server: url.hostname.replace(/^\[|\]$/g, ''),
    database,
    port: url.port ? Number(url.port) : 1433,
    options: {
      encrypt: flag('encrypt', !loopback),
      trustServerCertificate: flag('trustServerCertificate', loopback),
      appName: 'order-service',
      useUTC: true,
      enableArithAbort: true,
    },
    connectionTimeout: 15_000,
    requestTimeout: 15_000,
    pool,
  };
  if (url.username)
    return { ...config, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  return {
    ...config,
    authentication: {
      type: 'token-credential',
      options: { credential: await azureCredential() },
    } as mssql.config['authentication'],
  };
}

/** Connects; a database that is still waking up (serverless) is waited for. Rejects at once when the login is refused. */
export async function connectSql(options: {
  address: string;
  log: Logger;
  patienceMs?: number;
}): Promise<mssql.ConnectionPool> {
  const { log, patienceMs = 90_000 } = options;
  const config = await sqlConfigFrom(options.address);
  const deadline = performance.now() + patienceMs;
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, 10_000)) {
    const pool = new mssql.ConnectionPool(config);
    pool.on('error', (error: unknown) => log.warn({ err: error }, 'SQL connection lost'));
    try {
      return await pool.connect();
    } catch (error) {
      await pool.close().catch(() => undefined);
      const { code, number, originalError } = error as {
        code?: string;
        number?: number;
        originalError?: { number?: number };
      };
      const final = finalNumbers.has(number ?? originalError?.number ?? 0) || finalErrors.has(code ?? '');
      if (final || performance.now() + waitMs > deadline)
        throw new Error(
          `cannot connect to the SQL database '${config.database}' on ${config.server}: ${(error as Error).message}`,
          { cause: error },
        );
      log.info({ server: config.server, retryInMs: waitMs }, 'the SQL database does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
