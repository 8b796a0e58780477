import type { HtmlTagDescriptor, Plugin } from 'vite';

/** Fonts of the first screen, by the start of their file names. */
const firstFonts = ['inter-latin-wght-normal', 'fraunces-latin-wght-normal'];

/**
 * Tells the browser in the first bytes of the page what it will need: the two fonts, and the chunks that the small entry loads
 * by itself (React and the frame), so that nothing waits for something else to be read first.
 */
export function headPreloads(): Plugin {
  return {
    name: 'head-preloads',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, chunk }) {
        if (!bundle || !chunk) return [];
        const tags: HtmlTagDescriptor[] = [];
        // Code goes first: without it there is nothing to set in the fonts.
        for (const file of appChunks(bundle, chunk.dynamicImports)) {
          const output = bundle[file];
          if (output?.type !== 'chunk' || chunk.imports.includes(file)) continue;
          tags.push(link({ rel: 'modulepreload', href: `/${file}` }));
          for (const style of output.viteMetadata?.importedCss ?? [])
            tags.push(link({ rel: 'stylesheet', href: `/${style}` }));
        }
        for (const file of Object.keys(bundle))
          if (firstFonts.some((font) => file.includes(`/${font}`) && file.endsWith('.woff2')))
            tags.push(link({ rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, fetchpriority: 'low' }));
        return tags;
      },
    },
  };
}

type Bundle = NonNullable<
  Parameters<Extract<Plugin['transformIndexHtml'], { handler: unknown }>['handler']>[1]['bundle']
>;

/** The chunk of `app.tsx`, which the entry imports dynamically, with everything it imports statically. */
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
    if (output?.type === 'chunk' && output.name === 'app') add(file);
  }
  return files;
}

const link = (attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: '' },
  injectTo: 'head',
});
