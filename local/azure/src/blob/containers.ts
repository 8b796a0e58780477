import { checkWrite, readConditions } from './conditions.ts';
import { StorageError } from './errors.ts';
import {
  type BlobRequest,
  type BlobResponse,
  existingContainer,
  header,
  metadataHeaders,
  newEtag,
  readMetadata,
  versionHeaders,
} from './exchange.ts';
import { changeLease, checkLease, leaseHeaders } from './lease.ts';
import { document, element } from '../xml.ts';

const validName = /^(?:\$root|\$web|\$logs|[a-z0-9](?:-?[a-z0-9])*)$/;

/** Create Container: 201; 409 ContainerAlreadyExists. */
export function createContainer(request: BlobRequest): BlobResponse {
  const { store, container: name, now } = request;
  if (!validName.test(name) || name.length < 3 || name.length > 63) throw new StorageError('InvalidResourceName');
  // Azure's default for new accounts since 2023.
  if (header(request, 'x-ms-blob-public-access')) throw new StorageError('PublicAccessNotPermitted');
  return store.transaction(() => {
    if (store.container(name)) throw new StorageError('ContainerAlreadyExists');
    const created = { name, etag: newEtag(), modified: now, metadata: readMetadata(request), lease: undefined };
    store.saveContainer(created);
    return { status: 201, headers: versionHeaders(created) };
  });
}

/** Get Container Properties and Get Container Metadata: 200. */
export function getContainer(request: BlobRequest): BlobResponse {
  const container = existingContainer(request);
  checkLease(container.lease, {
    id: header(request, 'x-ms-lease-id'),
    now: request.now,
    intent: 'read',
    on: 'Container',
  });
  return {
    status: 200,
    headers: {
      ...versionHeaders(container),
      ...metadataHeaders(container.metadata),
      ...leaseHeaders(container.lease, request.now),
      'x-ms-has-immutability-policy': 'false',
      'x-ms-has-legal-hold': 'false',
    },
  };
}

/** Set Container Metadata: replaces all of it. 200. */
export function setContainerMetadata(request: BlobRequest): BlobResponse {
  return request.store.transaction(() => {
    const container = existingContainer(request);
    checkLease(container.lease, {
      id: header(request, 'x-ms-lease-id'),
      now: request.now,
      intent: 'read',
      on: 'Container',
    });
    checkWrite(readConditions(request.headers), container);
    const changed = { ...container, metadata: readMetadata(request), etag: newEtag(), modified: request.now };
    request.store.saveContainer(changed);
    return { status: 200, headers: versionHeaders(changed) };
  });
}

/** Delete Container: 202; at once, where Azure keeps the name for half a minute more. */
export function deleteContainer(request: BlobRequest): BlobResponse {
  return request.store.transaction(() => {
    const container = existingContainer(request);
    checkLease(container.lease, {
      id: header(request, 'x-ms-lease-id'),
      now: request.now,
      intent: 'write',
      on: 'Container',
    });
    checkWrite(readConditions(request.headers), container);
    request.store.deleteContainer(container.name);
    return { status: 202 };
  });
}

/** Lease Container: acquire, renew, change, release, break. */
export function leaseContainer(request: BlobRequest): BlobResponse {
  return request.store.transaction(() => {
    const container = existingContainer(request);
    checkWrite(readConditions(request.headers), container);
    const { lease, status, headers } = changeLease(container.lease, leaseRequest(request), request.now);
    request.store.saveContainer({ ...container, lease });
    return { status, headers: { ...versionHeaders(container), ...headers } };
  });
}

/** The `x-ms-lease-…` headers of a request. */
export function leaseRequest(request: BlobRequest) {
  return {
    action: header(request, 'x-ms-lease-action') ?? '',
    id: header(request, 'x-ms-lease-id'),
    proposedId: header(request, 'x-ms-proposed-lease-id'),
    duration: header(request, 'x-ms-lease-duration'),
    breakPeriod: header(request, 'x-ms-lease-break-period'),
  };
}

/** Get Container ACL: this server has no stored access policies, so the list is empty. */
export function getAccessPolicy(request: BlobRequest): BlobResponse {
  const container = existingContainer(request);
  return { status: 200, headers: versionHeaders(container), body: document(element('SignedIdentifiers', [])) };
}
