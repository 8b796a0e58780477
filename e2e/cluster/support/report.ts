import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../.local/e2e');

/** Says what was measured: a line to the terminal, past jest's own collecting of the console. */
export function report(text: string): void {
  process.stderr.write(`    ${text}\n`);
}

/** Keeps a picture or figures of a scenario below `.local/e2e`. */
export function saveArtifact(name: string, content: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
}
