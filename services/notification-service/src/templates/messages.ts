import type { DeclineReason, NotificationTemplate } from '@halden/contracts';
import type { Facts } from './facts.ts';

/** What a message says, before it has a form. */
export interface EmailText {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** On the button that leads to the order. */
  action: string;
}

export interface Messages {
  emails: Record<NotificationTemplate, (facts: Facts) => EmailText>;
  /** Only emails of the GSM alphabet, and short: a link of up to 90 characters follows in the same message. */
  sms: Record<NotificationTemplate, (facts: Facts) => string>;
  order: (number: string) => string;
  subtotal: string;
  shipping: string;
  free: string;
  total: string;
  tax: (amount: string) => string;
  tagline: string;
  why: string;
  preferences: string;
}

/** Why a payment was declined, and what to do next. */
export type DeclineMessages = Record<DeclineReason, { what: string; next: string }>;

/** What is shown of a card, in brackets after the word for it: brand, and the last digits after `ending`. */
export const cardInBrackets = ({ card }: Facts, ending: string): string =>
  card ? ` (${card.brand ? `${card.brand}, ` : ''}${ending} ${card.last4})` : '';

/** The carrier, with the tracking code in brackets after the word for it. */
export const sentBy = ({ shipment }: Facts, code: string): string =>
  `${shipment?.carrier ?? 'Post'}${shipment?.trackingCode ? ` (${code} ${shipment.trackingCode})` : ''}`;
