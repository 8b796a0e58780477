import { escapeMarkup } from '../http.ts';

/**
 * The error codes of the Blob service that this server answers with: HTTP status and Azure's meaning.
 * Source: https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes and common-rest-api-error-codes.
 */
const codes = {
  AppendPositionConditionNotMet: [412, 'The append position condition specified was not met.'],
  AuthenticationFailed: [403, 'The server failed to authenticate the request: the signature is missing or wrong.'],
  AuthorizationProtocolMismatch: [403, 'The shared access signature is for another protocol than this one.'],
  AuthorizationSourceIPMismatch: [403, 'The shared access signature is for another source address than this one.'],
  AuthorizationPermissionMismatch: [403, 'The shared access signature does not permit this operation.'],
  BlobAlreadyExists: [409, 'The specified blob already exists.'],
  BlobNotFound: [404, 'The specified blob does not exist.'],
  CannotVerifyCopySource: [404, 'The source of the copy could not be read.'],
  ConditionNotMet: [412, 'The condition specified using HTTP conditional header(s) is not met.'],
  ContainerAlreadyExists: [409, 'The specified container already exists.'],
  ContainerNotFound: [404, 'The specified container does not exist.'],
  EmptyMetadataKey: [400, 'The key for one of the metadata key-value pairs is empty.'],
  InternalError: [500, 'The server encountered an internal error.'],
  InvalidBlobOrBlock: [400, 'The specified blob or block content is invalid.'],
  InvalidBlobType: [409, 'The blob type is invalid for this operation.'],
  InvalidBlockList: [400, 'The specified block list is invalid.'],
  InvalidHeaderValue: [400, 'The value for one of the HTTP headers is not in the correct format.'],
  InvalidMetadata: [400, 'The metadata specified is invalid. It has characters that are not permitted.'],
  InvalidQueryParameterValue: [400, 'The value for one of the query parameters is not correct.'],
  InvalidRange: [416, 'The range specified is invalid for the current size of the resource.'],
  InvalidResourceName: [400, 'The specified resource name contains invalid characters.'],
  InvalidTag: [400, 'The tags specified are invalid.'],
  InvalidUri: [400, 'The requested URI does not represent any resource on the server.'],
  InvalidXmlDocument: [400, 'The XML specified is not syntactically valid.'],
  LeaseAlreadyPresent: [409, 'There is already a lease present.'],
  LeaseIdMismatchWithBlobOperation: [412, 'The lease ID specified did not match the lease ID for the blob.'],
  LeaseIdMismatchWithContainerOperation: [412, 'The lease ID specified did not match the lease ID for the container.'],
  LeaseIdMismatchWithLeaseOperation: [409, 'The lease ID specified did not match the lease ID for the resource.'],
  LeaseIdMissing: [412, 'There is currently a lease on the resource and no lease ID was specified in the request.'],
  LeaseIsBreakingAndCannotBeAcquired: [409, 'The lease is breaking and cannot be acquired until it is broken.'],
  LeaseIsBreakingAndCannotBeChanged: [409, 'The lease is breaking and cannot be changed.'],
  LeaseIsBrokenAndCannotBeRenewed: [409, 'The lease has been broken explicitly and cannot be renewed.'],
  LeaseLost: [412, 'A lease ID was specified, but the lease has expired.'],
  LeaseNotPresentWithBlobOperation: [412, 'There is currently no lease on the blob.'],
  LeaseNotPresentWithContainerOperation: [412, 'There is currently no lease on the container.'],
  LeaseNotPresentWithLeaseOperation: [409, 'There is currently no lease on the resource.'],
  MaxBlobSizeConditionNotMet: [412, 'The max blob size condition specified was not met.'],
  Md5Mismatch: [400, 'The MD5 value specified in the request did not match the MD5 value calculated by the server.'],
  MissingContentLengthHeader: [411, 'The Content-Length header was not specified.'],
  MissingRequiredHeader: [400, 'An HTTP header that is mandatory for this request is not specified.'],
  NoAuthenticationInformation: [401, 'The request carries no authentication information.'],
  NotImplemented: [501, 'The local blob server does not implement this operation or option.'],
  OutOfRangeInput: [400, 'One of the request inputs is out of range.'],
  PublicAccessNotPermitted: [409, 'Public access is not permitted on this storage account.'],
  ServerBusy: [503, 'The server is currently unable to receive requests. Please retry your request.'],
  RequestBodyTooLarge: [413, 'The size of the request body exceeds the maximum size permitted.'],
} as const satisfies Record<string, readonly [number, string]>;

export type StorageErrorCode = keyof typeof codes;

/** A refusal as the Blob service words it: status, `x-ms-error-code` and an XML body. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  readonly status: number;
  /** Further XML elements of the body, such as `HeaderName`. */
  readonly details: Readonly<Record<string, string>>;

  constructor(code: StorageErrorCode, details: Record<string, string> = {}) {
    const [status, message] = codes[code];
    super(message);
    this.name = 'StorageError';
    this.code = code;
    this.status = status;
    this.details = details;
  }

  /** The body of the answer. `requestId` and `time` (ISO 8601) stand in the message, as in Azure's. */
  toXml(requestId: string, time: string): string {
    const details = Object.entries(this.details).map(([name, value]) => `<${name}>${escapeMarkup(value)}</${name}>`);
    return (
      `<?xml version="1.0" encoding="utf-8"?><Error><Code>${this.code}</Code>` +
      `<Message>${escapeMarkup(this.message)}\nRequestId:${requestId}\nTime:${time}</Message>${details.join('')}</Error>`
    );
  }
}

/** A header that is not what the operation needs. */
export function invalidHeader(name: string, value: string): StorageError {
  return new StorageError('InvalidHeaderValue', { HeaderName: name, HeaderValue: value });
}

/** A query parameter that is not what the operation needs. */
export function invalidQuery(name: string, value: string, reason: string): StorageError {
  return new StorageError('InvalidQueryParameterValue', {
    QueryParameterName: name,
    QueryParameterValue: value,
    Reason: reason,
  });
}

/** Something of Azure's that this server does not have; says which. */
export function notImplemented(what: string): StorageError {
  return new StorageError('NotImplemented', { Feature: what });
}
