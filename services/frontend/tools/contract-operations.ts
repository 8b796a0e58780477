import type { Api, Operation } from '@halden/contracts';

/** What a browser needs of an operation at run time: everything else of the contract is types and checks of the services. */
export interface OperationRow {
  method: string;
  path: string;
  /** Present (as `true`) when the operation takes a body. */
  body?: true;
  /** Media type of the answer where it is not JSON. */
  produces?: string;
  /** Status → `true` for a JSON body, `null` for none. */
  responses: Record<number, true | null>;
}

const reachable: readonly Operation['access'][] = ['public', 'customer', 'guest'];

/** The operations of an API that a shopper may call, as plain data without schemas. */
export function operationRows({ operations }: Pick<Api, 'operations'>): Record<string, OperationRow> {
  const rows: Record<string, OperationRow> = {};
  for (const [name, operation] of Object.entries(operations)) {
    if (!reachable.includes(operation.access)) continue;
    rows[name] = {
      method: operation.method,
      path: operation.path,
      ...(operation.body && { body: true }),
      ...(operation.produces && { produces: operation.produces }),
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, schema]) => [Number(status), schema === null ? null : true]),
      ),
    };
  }
  return rows;
}

/** A JavaScript module that exports, under each name, the operations of one API. */
export function operationsModule(apis: Record<string, Pick<Api, 'operations'>>): string {
  return Object.entries(apis)
    .map(([name, api]) => `export const ${name} = ${JSON.stringify({ operations: operationRows(api) })};\n`)
    .join('');
}
