import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Log } from '../../http.ts';
import { writeWhole } from '../../write-file.ts';

/** A private key and its certificate (with its chain), as PEM. */
export interface KeyAndCertificate {
  key: string;
  cert: string;
}

/** What a server shows its clients, and what these have to trust for it. */
export interface Certificates {
  server(): Promise<KeyAndCertificate>;
  /** `undefined` when the server's own certificate was given. */
  authority:
    | {
        /** Where it is written; `undefined` when it is in memory only. */
        file: string | undefined;
        pem(): Promise<string>;
      }
    | undefined;
}

/** The files beside the data. The authority's is for clients to read; the other one has the private keys. */
export const certificateFiles = { authority: 'service-bus-ca.pem', keys: 'service-bus-tls.json' };

interface Made {
  authority: KeyAndCertificate;
  server: KeyAndCertificate;
}

const day = 86_400_000;
const authorityLifetime = 3_650 * day;
const serverLifetime = 825 * day;
const renewBefore = 30 * day;

/**
 * A certificate for this machine's names and `hosts`, by an authority that is made once per folder. Without a folder, both
 * are made when a client first needs them, and live as long as the process.
 * @throws when `own` cannot be used, or the folder's file is not what was written
 */
export async function prepareCertificates(options: {
  hosts: readonly string[];
  own?: KeyAndCertificate;
  folder?: string;
  log: Log;
}): Promise<Certificates> {
  const { own, folder, log } = options;
  if (own) {
    checkPair(own);
    return { server: () => Promise.resolve(own), authority: undefined };
  }
  const hosts = [...new Set(['localhost', '127.0.0.1', '::1', ...options.hosts.map(withoutBrackets)])];
  if (folder === undefined) return madeWhenNeeded(hosts);
  try {
    const { authority, server } = await load(join(folder, certificateFiles.keys), hosts);
    const file = join(folder, certificateFiles.authority);
    if ((await readIfThere(file)) !== authority.cert) await writeWhole(file, authority.cert, { mode: 0o644 });
    return {
      server: () => Promise.resolve(server),
      authority: { file, pem: () => Promise.resolve(authority.cert) },
    };
  } catch (error) {
    // What is there can still be served.
    if (!unwritable.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    log('certificate-not-kept', { error });
    return madeWhenNeeded(hosts);
  }
}

const unwritable = ['ENOSPC', 'EDQUOT', 'EROFS'];

function madeWhenNeeded(hosts: readonly string[]): Certificates {
  let made: Promise<Made> | undefined;
  const get = () => (made ??= make(hosts));
  return {
    server: async () => (await get()).server,
    authority: { file: undefined, pem: async () => (await get()).authority.cert },
  };
}

/** @throws when the two are no PEM, or do not belong together */
function checkPair({ key, cert }: KeyAndCertificate): void {
  try {
    createSecureContext({ key, cert });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`tls must be a private key and its certificate as PEM, got what cannot be used: ${reason}`, {
      cause,
    });
  }
}

const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, '');

/** What a file has, as far as it is still good; what was missing is made and written. */
async function load(file: string, hosts: readonly string[]): Promise<Made> {
  const text = await readIfThere(file);
  const kept = text === undefined ? undefined : parse(text, file);
  if (kept && isGood(kept.server.cert, hosts) && isGood(kept.authority.cert)) return kept;
  const made = await make(hosts, kept && isGood(kept.authority.cert) ? kept.authority : undefined);
  await writeWhole(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

const readIfThere = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

function parse(text: string, file: string): Made {
  try {
    const { authority, server } = JSON.parse(text) as Made;
    for (const { key, cert } of [authority, server])
      if (!key.includes('PRIVATE KEY') || !new X509Certificate(cert).subject) throw new Error('incomplete');
    return { authority, server };
  } catch (cause) {
    throw new Error(`${file} holds no certificate of the Service Bus; delete it to have a new one made`, { cause });
  }
}

function isGood(cert: string, hosts: readonly string[] = []): boolean {
  const certificate = new X509Certificate(cert);
  const isNamed = (host: string) =>
    (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host, { subject: 'never' })) !== undefined;
  return Date.parse(certificate.validTo) > Date.now() + renewBefore && hosts.every(isNamed);
}

async function make(hosts: readonly string[], known?: KeyAndCertificate): Promise<Made> {
  // Loaded when it is needed: a process that finds its certificate, or is never asked for one, does without.
  // By its default export: a bundle gives the members of a CommonJS module no other way.
  const { generate } = (await import('selfsigned')).default;
  const shared = { keyType: 'ec', algorithm: 'sha256' } as const;
  // A little in the past, for clients whose clock is behind.
  const notBeforeDate = new Date(Date.now() - day);
  const until = (lifetime: number) => ({ notBeforeDate, notAfterDate: new Date(Date.now() + lifetime) });
  const authority =
    known ??
    keyAndCertificate(
      await generate([{ name: 'commonName', value: 'Halden embedded Service Bus authority' }], {
        ...shared,
        ...until(authorityLifetime),
        extensions: [
          { name: 'basicConstraints', cA: true, critical: true },
          { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
        ],
      }),
    );
  const server = keyAndCertificate(
    await generate([{ name: 'commonName', value: 'Halden embedded Service Bus' }], {
      ...shared,
      ...until(serverLifetime),
      ca: authority,
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: hosts.map((host) => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host })),
        },
      ],
    }),
  );
  return { authority, server };
}

const keyAndCertificate = ({ private: key, cert }: { private: string; cert: string }): KeyAndCertificate => ({
  key,
  cert,
});
