import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { contractOperations } from './tools/vite-contracts.ts';

/** What the small entry needs to ask for everything else; no component and no library. */
const core =
  /[\\/](src[\\/](api|data[\\/](cache|stored|shared-cache)|preferences[\\/](store|preferences)|i18n[\\/](load-messages|plural)|catalogue[\\/](queries|shelf-url|variant)|app[\\/](main|routes|fonts)|runtime[\\/](config|telemetry|when-idle))|libs[\\/]contracts[\\/]src[\\/]client|vite[\\/]preload-helper)/;
/** What every page has: React, the frame, and the parts that most pages are made of. */
const frame =
  /[\\/]src[\\/](app[\\/](app|mount)|ui[\\/](artwork|failure|error-boundary|icon|sheet)|data[\\/]use-|i18n[\\/](format|use-)|catalogue[\\/](card|use-view))/;

/** In development everything that is not the shop itself comes from a running platform: `SHOP_GATEWAY=http://localhost:8080`. */
const served = ['/api', '/identity', '/mailbox', '/config.json'];

export default defineConfig(({ mode }) => {
  const gateway = loadEnv(mode, import.meta.dirname, 'SHOP_').SHOP_GATEWAY ?? 'http://localhost:8080';
  return {
    root: import.meta.dirname,
    plugins: [react(), contractOperations()],
    // The router asks for a stand-in of what React itself has since its version 18.
    resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
    build: {
      outDir: 'dist',
      assetsDir: 'assets',
      target: 'es2022',
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // The policy of the page allows no data: fonts or scripts; small files stay files.
      assetsInlineLimit: 0,
      // Every browser of the target preloads modules by itself.
      modulePreload: { polyfill: false },
      sourcemap: 'hidden',
      // For tools/prerender.ts, which takes it away.
      manifest: true,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'core', test: core, priority: 2 },
              { name: 'frame', test: frame, priority: 1 },
            ],
          },
        },
      },
    },
    // The maker of pages is a program of its own: with everything in it, React once.
    ssr: { noExternal: true },
    server: { proxy: Object.fromEntries(served.map((path) => [path, { target: gateway }])) },
  };
});
