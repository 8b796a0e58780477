/**
 * A request that is answered with an error: status, the code in the body and, where Azure has one, a substatus.
 * Source: https://learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb
 */
export class CosmosError extends Error {
  readonly status: number;
  readonly code: string;
  readonly substatus: number | undefined;

  constructor(status: number, message: string, substatus?: number) {
    super(message);
    this.name = 'CosmosError';
    this.status = status;
    this.code = codes[status] ?? 'InternalServerError';
    this.substatus = substatus;
  }
}

const codes: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  501: 'NotImplemented',
  503: 'ServiceUnavailable',
};

export const substatus = { partitionKeyMismatch: 1001, ownerNotFound: 1003 } as const;

export const badRequest = (message: string, sub?: number) => new CosmosError(400, message, sub);

export const invalidPayload = (why: string) =>
  badRequest(`The request payload is invalid. Ensure to provide a valid request payload. ${why}`);

export const itemNotFound = () => new CosmosError(404, 'Entity with the specified id does not exist in the system.');

export const resourceNotFound = (link: string) => new CosmosError(404, `Resource Not Found: '${link}'.`);

export const ownerNotFound = (link: string) =>
  new CosmosError(404, `Owner resource does not exist: '${link}'.`, substatus.ownerNotFound);

export const itemExists = () => new CosmosError(409, 'Entity with the specified id already exists in the system.');

export const resourceExists = (kind: string, id: string) =>
  new CosmosError(409, `Resource with specified id or name already exists: ${kind} '${id}'.`);

export const uniqueKeyViolated = (paths: readonly string[]) =>
  new CosmosError(
    409,
    `Unique index constraint violation: another item of the partition has the same ${paths.join(', ')}.`,
  );

export const preconditionFailed = () =>
  new CosmosError(412, 'Operation cannot be performed because one of the specified precondition is not met.');

export const tooLarge = (what: string, bytes: number, limit: number) =>
  new CosmosError(413, `Request size is too large: ${what} has ${bytes} bytes, the limit is ${limit}.`);

export const partitionKeyMismatch = () =>
  badRequest(
    "PartitionKey extracted from document doesn't match the one specified in the header.",
    substatus.partitionKeyMismatch,
  );

export const notPartOfTheServer = (what: string) =>
  new CosmosError(
    501,
    `The embedded Cosmos DB server has no ${what}; run what needs them against Azure or the vendor's emulator.`,
  );
