import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * Tells the browser in the first bytes of the page what it will need: the chunks that the small entry loads by itself (React
 * and the frame), so that nothing waits for something else to be read first.
 */
export function headPreloads(): Plugin {
  return {
    name: 'head-preloads',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, chunk }) {
        if (!bundle || !chunk) return [];
        const tags: HtmlTagDescriptor[] = [];
        for (const file of appChunks(bundle, chunk.dynamicImports)) {
          const output = bundle[file];
          if (output?.type !== 'chunk' || chunk.imports.includes(file)) continue;
          tags.push(link({ rel: 'modulepreload', href: `/${file}` }));
          for (const style of output.viteMetadata?.importedCss ?? [])
            tags.push(link({ rel: 'stylesheet', href: `/${style}` }));
        }
        return tags;
      },
    },
  };
}

type Bundle = NonNullable<
  Parameters<Extract<Plugin['transformIndexHtml'], { handler: unknown }>['handler']>[1]['bundle']
>;

/** The chunk of `mount.tsx`, which the entry imports dynamically, with everything it imports statically. */
function appChunks(bundle: Bundle, dynamicImports: readonly string[]): Set<string> {
  const files = new Set<string>();
  const add = (file: string) => {
    const output = bundle[file];
    if (files.has(file) || output?.type !== 'chunk') return;
    files.add(file);
    output.imports.forEach(add);
  };
  for (const file of dynamicImports) {
    const output = bundle[file];
    if (output?.type === 'chunk' && output.name === 'mount') add(file);
  }
  return files;
}

const link = (attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: '' },
  injectTo: 'head',
});
