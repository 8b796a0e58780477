import { type Static, StringEnum } from './brand.ts';

export const locales = ['en', 'de'] as const;
export const Locale = StringEnum(locales);
export type Locale = Static<typeof Locale>;

/** What staff may do; a role is a claim in the access token. Customers have none. */
export const roles = [
  'catalog.write',
  'orders.read',
  'orders.refund',
  'orders.ship',
  'payments.read',
  'notifications.read',
] as const;
export const Role = StringEnum(roles);
export type Role = Static<typeof Role>;
