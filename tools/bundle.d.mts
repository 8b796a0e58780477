import type { Plugin } from 'esbuild';

/** The file that runs a program of the table; `undefined` for any other. */
export function bundleOf(entry: string): string | undefined;
/** Makes the bundles that are missing or older than a source of theirs. Rejects with esbuild's errors. */
export function ensureBundles(options?: { force?: boolean; say?: (text: string) => void }): Promise<void>;
/** Lets a module of ours that reads files next to it find them at their original place. */
export const ownPlace: Plugin;
export const root: string;
