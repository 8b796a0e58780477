import { DomainError } from '@halden/contracts';

/** Rejects with `precondition_required` when the version is empty. The version may be sent with or without its quotes. */
export function requireVersion(ifMatch: string): string {
  if (ifMatch === '') throw new DomainError('precondition_required');
  return ifMatch.startsWith('"') ? ifMatch : `"${ifMatch}"`;
}
