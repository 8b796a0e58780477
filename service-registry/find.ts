import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders whose subfolders are services where they hold a `service.ts`. */
const shelves = ['services', 'local'];

/** Every `service.ts` of the checkout at `root`: paths from there, POSIX, sorted by the folder's name. */
export function findDescriptions(root: string): string[] {
  return shelves
    .filter((shelf) => existsSync(join(root, shelf)))
    .flatMap((shelf) => readdirSync(join(root, shelf)).map((folder) => `${shelf}/${folder}/service.ts`))
    .filter((path) => existsSync(join(root, path)))
    .sort((a, b) => (folderOf(a) < folderOf(b) ? -1 : 1));
}

const folderOf = (path: string): string => path.split('/')[1] ?? '';

/** The module that names all of them, so that bundlers and the type checker follow it: `services.generated.ts`. */
export function indexOf(descriptions: readonly string[]): string {
  const imports = descriptions.map((path) => `import ${variableOf(path)} from '../${path}';`);
  return `// Written by \`npm run registry\`: every service.ts below services/ and local/. Do not edit.
${imports.join('\n')}

// prettier-ignore
export const found = [
${descriptions.map((path) => `  ${variableOf(path)},`).join('\n')}
] as const;
`;
}

/** `services/order-service/service.ts` → `orderService`. */
const variableOf = (path: string): string =>
  folderOf(path).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
