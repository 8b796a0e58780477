/** An image of the platform: what it is called, and what it is made of. */
export interface ImageDescription {
  readonly name: string;
  readonly title: string;
  /** The stage of the Dockerfile that makes it. */
  readonly target: 'service' | 'embedded-azure' | 'shop';
  /** What it is built upon. */
  readonly base: string;
  /** Where the program begins; none where only files are served. */
  readonly entry?: string;
  /** Workspaces, of which it holds everything but tests; with them come all that they depend on. */
  readonly workspaces: readonly string[];
  /** Further folders and files. */
  readonly paths: readonly string[];
  /** Packages that make it and are not in it. */
  readonly tools: readonly string[];
  /** Files that the program reads while it runs: where they are in the repository → where in the image. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders of modules that read pages and styles beside themselves: these are in the image, at the same place below app/. */
  readonly assets?: readonly string[];
}

const nodeBase = 'gcr.io/distroless/nodejs24-debian12:nonroot';

const service = (name: string, title: string): ImageDescription => ({
  ...{ name, title, target: 'service', base: nodeBase },
  entry: `services/${name}/src/main.ts`,
  workspaces: [`services/${name}`],
  paths: [],
  tools: ['esbuild'],
});

/** Every image. Their names are those of the rows in `charts-src/services.ts`. */
export const images: readonly ImageDescription[] = [
  {
    ...{ name: 'frontend', title: 'The shop', target: 'shop', base: 'nginxinc/nginx-unprivileged:stable-bookworm' },
    workspaces: ['services/frontend'],
    paths: [],
    tools: ['vite', '@vitejs/plugin-react'],
  },
  service('product-service', 'Catalogue, search and stock'),
  service('order-service', 'Orders'),
  service('payment-service', 'Payments and refunds'),
  service('notification-service', 'E-mail and SMS to customers'),
  {
    ...{ name: 'embedded-azure', title: "Azure's services for clusters without Azure", target: 'embedded-azure' },
    base: nodeBase,
    entry: 'local/launcher/src/azure/main.ts',
    workspaces: ['local/azure', 'libs/service-kit'],
    paths: ['local/launcher/src/azure'],
    tools: ['esbuild'],
    files: { 'local/azure/entities.json': 'app/entities.json' },
    assets: ['local/azure/src'],
  },
];

/** What every image is made by. */
export const recipe: readonly string[] = [
  ...['.dockerignore', 'tsconfig.json', 'tools/bundle.mjs'],
  ...['Dockerfile', 'bundle.ts', 'images.ts', 'health.mjs'].map((file) => `tools/images/${file}`),
];

/** The image of a name. Throws {@link UnknownImageError}. */
export function imageCalled(name: string): ImageDescription {
  const found = images.find((image) => image.name === name);
  if (!found) throw new UnknownImageError(name);
  return found;
}

export class UnknownImageError extends Error {
  override readonly name = 'UnknownImageError';
  constructor(name: string) {
    super(`there is no image '${name}'; the images are: ${images.map((image) => image.name).join(', ')}`);
  }
}
