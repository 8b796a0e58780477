import { randomUUID } from 'node:crypto';
import { invalidHeader, StorageError } from './errors.ts';

/**
 * A lease of a blob or a container, as Lease Blob and Lease Container have it.
 * Times are milliseconds since 1970; `null` is never.
 */
export interface Lease {
  id: string;
  /** How long it was asked for; renewing starts it again. `null`: for ever. */
  seconds: number | null;
  expiresAt: number | null;
  /** When it was broken: the moment from which others may have it. */
  brokenAt?: number;
}

export type LeaseState = 'available' | 'leased' | 'expired' | 'breaking' | 'broken';

export function leaseState(lease: Lease | undefined, now: number): LeaseState {
  if (!lease) return 'available';
  if (lease.brokenAt !== undefined) return now < lease.brokenAt ? 'breaking' : 'broken';
  return lease.expiresAt !== null && now >= lease.expiresAt ? 'expired' : 'leased';
}

function isHeld(lease: Lease | undefined, now: number): boolean {
  const state = leaseState(lease, now);
  return state === 'leased' || state === 'breaking';
}

const running = (id: string, seconds: number | null, now: number): Lease => ({
  id,
  seconds,
  expiresAt: seconds === null ? null : now + seconds * 1_000,
});

/** What Lease Blob and Lease Container ask for; the headers after `x-ms-lease-` and `x-ms-proposed-lease-id`. */
export interface LeaseRequest {
  action: string;
  id?: string | undefined;
  proposedId?: string | undefined;
  /** Seconds, 15 to 60, or -1 for ever. */
  duration?: string | undefined;
  /** Seconds, 0 to 60. */
  breakPeriod?: string | undefined;
}

export interface LeaseOutcome {
  lease: Lease | undefined;
  status: 200 | 201 | 202;
  headers: Record<string, string>;
}

/** The lease after one request on it. Source: the tables of https://learn.microsoft.com/rest/api/storageservices/lease-blob. */
export function changeLease(lease: Lease | undefined, request: LeaseRequest, now: number): LeaseOutcome {
  switch (request.action) {
    case 'acquire':
      return acquire(lease, request, now);
    case 'renew':
      return renew(lease, request, now);
    case 'change':
      return change(lease, request, now);
    case 'release':
      if (!lease || lease.id !== requiredId(request)) throw new StorageError('LeaseIdMismatchWithLeaseOperation');
      return { lease: undefined, status: 200, headers: {} };
    case 'break':
      return breakLease(lease, request, now);
    default:
      throw invalidHeader('x-ms-lease-action', request.action);
  }
}

function acquire(lease: Lease | undefined, { proposedId, duration }: LeaseRequest, now: number): LeaseOutcome {
  const seconds = Number(duration);
  if (seconds !== -1 && !(Number.isInteger(seconds) && seconds >= 15 && seconds <= 60))
    throw invalidHeader('x-ms-lease-duration', duration ?? '');
  const state = leaseState(lease, now);
  const isHolder = lease !== undefined && lease.id === proposedId;
  if (state === 'leased' && !isHolder) throw new StorageError('LeaseAlreadyPresent');
  if (state === 'breaking')
    throw new StorageError(isHolder ? 'LeaseIsBreakingAndCannotBeAcquired' : 'LeaseAlreadyPresent');
  const taken = running(proposedId ?? randomUUID(), seconds === -1 ? null : seconds, now);
  return { lease: taken, status: 201, headers: { 'x-ms-lease-id': taken.id } };
}

function renew(lease: Lease | undefined, request: LeaseRequest, now: number): LeaseOutcome {
  if (!lease || lease.id !== requiredId(request)) throw new StorageError('LeaseIdMismatchWithLeaseOperation');
  if (lease.brokenAt !== undefined) throw new StorageError('LeaseIsBrokenAndCannotBeRenewed');
  return { lease: running(lease.id, lease.seconds, now), status: 200, headers: { 'x-ms-lease-id': lease.id } };
}

function change(lease: Lease | undefined, request: LeaseRequest, now: number): LeaseOutcome {
  const id = requiredId(request);
  const proposedId = request.proposedId;
  if (!proposedId) throw new StorageError('MissingRequiredHeader', { HeaderName: 'x-ms-proposed-lease-id' });
  const state = leaseState(lease, now);
  if (state === 'breaking') throw new StorageError('LeaseIsBreakingAndCannotBeChanged');
  if (!lease || state !== 'leased') throw new StorageError('LeaseNotPresentWithLeaseOperation');
  if (lease.id !== id && lease.id !== proposedId) throw new StorageError('LeaseIdMismatchWithLeaseOperation');
  return { lease: { ...lease, id: proposedId }, status: 200, headers: { 'x-ms-lease-id': proposedId } };
}

function breakLease(lease: Lease | undefined, { breakPeriod }: LeaseRequest, now: number): LeaseOutcome {
  if (!lease) throw new StorageError('LeaseNotPresentWithLeaseOperation');
  const asked = breakPeriod === undefined ? undefined : Number(breakPeriod);
  if (asked !== undefined && !(Number.isInteger(asked) && asked >= 0 && asked <= 60))
    throw invalidHeader('x-ms-lease-break-period', breakPeriod ?? '');
  const ends = lease.brokenAt ?? lease.expiresAt;
  // Without an end of its own an infinite lease breaks at once unless a period was asked for.
  const remaining = ends === null ? (asked ?? 0) * 1_000 : Math.max(0, ends - now);
  const wait = isHeld(lease, now) ? Math.min(remaining, (asked ?? Infinity) * 1_000) : 0;
  return {
    lease: { ...lease, brokenAt: now + wait },
    status: 202,
    headers: { 'x-ms-lease-time': String(Math.ceil(wait / 1_000)) },
  };
}

function requiredId({ id }: LeaseRequest): string {
  if (!id) throw new StorageError('MissingRequiredHeader', { HeaderName: 'x-ms-lease-id' });
  return id;
}

/**
 * Refuses an operation that the lease does not allow. Writing a held resource needs its lease id, reading it does not,
 * and an id that is given must be right.
 */
export function checkLease(
  lease: Lease | undefined,
  {
    id,
    now,
    intent,
    on = 'Blob',
  }: { id: string | undefined; now: number; intent: 'read' | 'write'; on?: 'Blob' | 'Container' },
): void {
  if (isHeld(lease, now)) {
    if (id === undefined && intent === 'write') throw new StorageError('LeaseIdMissing');
    if (id !== undefined && id !== lease?.id) throw new StorageError(`LeaseIdMismatchWith${on}Operation`);
  } else if (id !== undefined) {
    throw new StorageError(lease?.id === id ? 'LeaseLost' : `LeaseNotPresentWith${on}Operation`);
  }
}

/** The lease after a write that it allowed: one that has ended is gone, so its holder can no longer renew it. */
export function leaseAfterWrite(lease: Lease | undefined, now: number): Lease | undefined {
  return isHeld(lease, now) ? lease : undefined;
}

/** The three headers of a lease. */
export function leaseHeaders(lease: Lease | undefined, now: number): Record<string, string> {
  const state = leaseState(lease, now);
  return {
    'x-ms-lease-state': state,
    'x-ms-lease-status': isHeld(lease, now) ? 'locked' : 'unlocked',
    ...(state === 'leased' && { 'x-ms-lease-duration': lease?.seconds === null ? 'infinite' : 'fixed' }),
  };
}
