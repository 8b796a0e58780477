/** Somebody who can sign in locally. Everybody's password is {@link demoPassword}. */
export interface DemoPerson {
  /** The `sub` of the tokens. */
  id: string;
  name: string;
  email: string;
  locale: 'en' | 'de';
  /** ISO 4217. */
  currency: 'EUR' | 'USD' | 'GBP';
  /** What staff may do; customers have none. */
  roles: readonly string[];
  /** Who this is, for the sign-in page. */
  about: { en: string; de: string };
}

/** The one password of everybody; the sign-in page says so. */
export const demoPassword = 'demo';

export const demoPeople: readonly DemoPerson[] = [
  {
    id: 'cus_ada',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    locale: 'en',
    currency: 'GBP',
    roles: [],
    about: { en: 'Pays in pounds', de: 'Zahlt in Pfund' },
  },
  {
    id: 'cus_linus',
    name: 'Linus Berger',
    email: 'linus@example.com',
    locale: 'de',
    currency: 'EUR',
    roles: [],
    about: { en: 'German, pays in euros', de: 'Deutsch, zahlt in Euro' },
  },
  {
    id: 'cus_grace',
    name: 'Grace Hopper',
    email: 'grace@example.com',
    locale: 'en',
    currency: 'USD',
    roles: [],
    about: { en: 'Pays in dollars', de: 'Zahlt in Dollar' },
  },
  {
    id: 'cus_mina',
    name: 'Mina Schäfer',
    email: 'mina@example.com',
    locale: 'de',
    currency: 'EUR',
    roles: [],
    about: { en: 'German, no order yet', de: 'Deutsch, noch keine Bestellung' },
  },
  {
    id: 'staff_carla',
    name: 'Carla Voss',
    email: 'carla@halden.example',
    locale: 'de',
    currency: 'EUR',
    roles: ['catalog.write'],
    about: { en: 'Manages the catalogue', de: 'Pflegt den Katalog' },
  },
  {
    id: 'staff_samir',
    name: 'Samir Khan',
    email: 'samir@halden.example',
    locale: 'en',
    currency: 'GBP',
    roles: ['orders.read', 'orders.refund', 'orders.ship', 'payments.read', 'notifications.read'],
    about: { en: 'Support, may refund and ship', de: 'Kundendienst, darf erstatten und versenden' },
  },
  {
    id: 'staff_robin',
    name: 'Robin Sato',
    email: 'robin@halden.example',
    locale: 'en',
    currency: 'EUR',
    roles: ['orders.read', 'payments.read', 'notifications.read'],
    about: { en: 'Operations, may only look', de: 'Betrieb, darf nur lesen' },
  },
];

export const personById = (id: string): DemoPerson | undefined => demoPeople.find((person) => person.id === id);

/** The person with this e-mail address and password; `undefined` when either is wrong. */
export function personByPassword(email: string, password: string): DemoPerson | undefined {
  if (password !== demoPassword) return undefined;
  return demoPeople.find((person) => person.email === email.trim().toLowerCase());
}

/** The claims of tokens and userinfo about a person besides `sub`, by the names that Entra External ID uses. */
export function claimsOf({ name, email, locale, roles }: DemoPerson) {
  return { name, email, email_verified: true, preferred_username: email, locale, roles };
}
