import { join } from 'node:path';
import * as contracts from '@halden/contracts';
import { normalizePath, type Plugin } from 'vite';
import { operationsModule } from './contract-operations.ts';

const replaced = normalizePath(join(import.meta.dirname, '../src/api/operations.ts'));

/**
 * Gives the shop the operations of the contracts as plain data, made from the definitions at build time: the schemas (and the
 * library they are written in) stay out of the browser.
 */
export function contractOperations(): Plugin {
  const { notificationApi, orderApi, paymentApi, productApi } = contracts;
  return {
    name: 'contract-operations',
    enforce: 'pre',
    load: (id) =>
      id === replaced ? operationsModule({ notificationApi, orderApi, paymentApi, productApi }) : undefined,
  };
}
