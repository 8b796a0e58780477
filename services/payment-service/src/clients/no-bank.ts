import { DependencyUnavailable } from '@halden/service-kit';
import type { PaymentProvider } from '../domain/ports.ts';

/**
 * Stands where no bank is configured. It never declines: then customers would think that their card is at fault. Every caller learns
 * that the bank is not there, and `check` keeps the service from becoming ready.
 */
export function createNoBank(): PaymentProvider & { check: () => Promise<void> } {
  const refuse = () =>
    Promise.reject(new DependencyUnavailable('bank', 'is not configured: set BANK to one that takes payments'));
  return { charge: refuse, lookup: refuse, cancel: refuse, refund: refuse, check: refuse };
}
