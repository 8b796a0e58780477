import { createPrivateKey, generateKeyPair, type JsonWebKey, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { writeWhole } from '../write-file.ts';

/** What the provider signs with: an RSA key (RS256) for tokens and keys for its cookies. */
export interface Secrets {
  signingKey: JsonWebKey & { kid: string };
  cookieKeys: string[];
}

/**
 * The secrets in `file`, made and written (readable by the owner alone) when there is none; without a file they live as
 * long as the process. Throws when the file is not what was written.
 */
export async function loadSecrets(file?: string): Promise<Secrets> {
  if (!file) return createSecrets();
  const written = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (written !== undefined) return parseSecrets(written, file);
  const secrets = await createSecrets();
  await writeWhole(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

async function createSecrets(): Promise<Secrets> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return {
    signingKey: { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(12).toString('base64url') },
    cookieKeys: [randomBytes(32).toString('base64url')],
  };
}

function parseSecrets(text: string, file: string): Secrets {
  try {
    const secrets = JSON.parse(text) as Secrets;
    createPrivateKey({ key: secrets.signingKey, format: 'jwk' });
    if (typeof secrets.signingKey.kid !== 'string' || !Array.isArray(secrets.cookieKeys)) throw new Error('incomplete');
    return secrets;
  } catch (cause) {
    throw new Error(`${file} holds no signing key of the identity server; delete it to have a new one made`, { cause });
  }
}
