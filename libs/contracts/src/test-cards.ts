import type { PaymentToken } from './ids.ts';
import type { TestCard } from './payments.ts';

/**
 * The cards of the simulated bank. The tokens stand for the same cards and are always known (outside production),
 * so that a script can pay without the card form.
 */
export const testCards: readonly TestCard[] = [
  {
    number: '4242 4242 4242 4242',
    brand: 'visa',
    behaviour: 'success',
    token: 'pm_test_success' as PaymentToken,
    description: 'Pays',
  },
  {
    number: '4000 0000 0000 0002',
    brand: 'visa',
    behaviour: 'decline',
    token: 'pm_test_decline' as PaymentToken,
    description: 'The bank declines',
  },
  {
    number: '4000 0000 0000 9995',
    brand: 'visa',
    behaviour: 'insufficient_funds',
    token: 'pm_test_insufficient_funds' as PaymentToken,
    description: 'Not enough money in the account',
  },
  {
    number: '5200 8282 8282 8210',
    brand: 'mastercard',
    behaviour: 'timeout',
    token: 'pm_test_timeout' as PaymentToken,
    description: 'The bank never answers; the payment is given up and nothing is charged',
  },
  {
    number: '5555 5555 5555 4444',
    brand: 'mastercard',
    behaviour: 'late_success',
    token: 'pm_test_late_success' as PaymentToken,
    description: 'The bank answers a few seconds late: paid in the end',
  },
];
