import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Secrets of this machine's shop by name: made once, kept with the data, readable by their owner only. */
export type LocalSecrets = Readonly<Record<string, string>>;

/** Those of the given names; what is not there yet is made. */
export function loadSecrets(dataDir: string, names: readonly string[]): LocalSecrets {
  const file = join(dataDir, 'secrets.json');
  const kept = readSecrets(file);
  const missing = names.filter((name) => kept[name] === undefined);
  if (missing.length === 0) return kept;
  const made = missing.map((name) => [name, randomBytes(32).toString('base64url')] as const);
  const secrets = { ...kept, ...Object.fromEntries(made) };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

function readSecrets(file: string): Record<string, string> {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    // Data of an earlier version has the names in camel case.
    const named = Object.entries(kept).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]);
    return Object.fromEntries(named) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
