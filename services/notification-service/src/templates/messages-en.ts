import type { Facts } from './facts.ts';
import { cardInBrackets, type DeclineMessages, sentBy, type Messages } from './messages.ts';

const declined: DeclineMessages = {
  card_declined: {
    what: 'The bank declined this card.',
    next: 'Try another card, or ask your bank about this one.',
  },
  insufficient_funds: {
    what: 'There was not enough money in the account of this card.',
    next: 'Try another card, or try this one again when the account is covered.',
  },
  provider_timeout: {
    what: 'The bank did not answer in time, so we called the payment off.',
    next: 'Try again in a little while.',
  },
  payment_method_expired: {
    what: 'We keep card details for one hour only, and that hour was over.',
    next: 'Enter the card once more.',
  },
  stock_unavailable: {
    what: 'Something in it sold out before the payment arrived. We are sorry.',
    next: 'Order again without it, or see when it is back.',
  },
};

const yourCard = (facts: Facts) => `your card${cardInBrackets(facts, 'ending in')}`;

export const en: Messages = {
  emails: {
    placed: ({ number, name }) => ({
      subject: `We have your order ${number}`,
      heading: 'We have your order.',
      paragraphs: [`Thank you, ${name}. We are taking the payment now, and write again as soon as it is through.`],
      action: 'See your order',
    }),
    paid: (facts) => ({
      subject: `Order ${facts.number} is paid`,
      heading: 'Paid. We are packing it.',
      paragraphs: [`Thank you, ${facts.name}. We took ${facts.total} from ${yourCard(facts)}.`],
      action: 'Follow your order',
    }),
    shipped: (facts) => ({
      subject: `Order ${facts.number} is on its way`,
      heading: 'Your order is on its way.',
      paragraphs: [`Hello ${facts.name}. We have handed your order to ${sentBy(facts, 'tracking code')}.`],
      action: 'Follow your order',
    }),
    declined: ({ number, name, declineReason = 'card_declined' }) => ({
      subject: `The payment for order ${number} did not go through`,
      heading: 'The payment did not go through.',
      paragraphs: [
        `Hello ${name}. ${declined[declineReason].what} Nothing was charged, and what you chose is back on the shelf.`,
        declined[declineReason].next,
      ],
      action: 'See your order',
    }),
    cancelled: (facts) => ({
      subject: `Order ${facts.number} is cancelled`,
      heading: 'Your order is cancelled.',
      paragraphs: [
        `Hello ${facts.name}. ${facts.declineReason === 'stock_unavailable' ? declined.stock_unavailable.what : 'We have taken it back, as you asked.'}`,
        facts.card
          ? `We are giving ${facts.rest} back to ${yourCard(facts)}. It can take your bank a few days to show it.`
          : 'Nothing was charged.',
      ],
      action: 'See your order',
    }),
    refunded: (facts) => ({
      subject: `Money back for order ${facts.number}`,
      heading: 'Your money is on its way back.',
      paragraphs: [
        `Hello ${facts.name}. ${
          facts.isAllRefunded
            ? `We have given all of it, ${facts.refunded}, back to ${yourCard(facts)}.`
            : `So far we have given ${facts.refunded} of ${facts.total} back to ${yourCard(facts)}.`
        }`,
        'It can take your bank a few days to show it.',
      ],
      action: 'See your order',
    }),
    'refund-failed': (facts) => ({
      subject: `Your refund for order ${facts.number} takes longer`,
      heading: 'Your refund takes longer.',
      paragraphs: [
        `Hello ${facts.name}. The bank did not take the refund to ${yourCard(facts)}. Our people see to it, and we write again as soon as your money is on its way. There is nothing you need to do.`,
      ],
      action: 'See your order',
    }),
  },
  sms: {
    placed: ({ number }) => `Halden: We have your order ${number}.`,
    paid: ({ number }) => `Halden: Order ${number} is paid. We are packing it.`,
    shipped: ({ number }) => `Halden: Order ${number} is on its way.`,
    declined: ({ number }) => `Halden: Payment for ${number} failed. Nothing was charged.`,
    cancelled: ({ number, card }) =>
      `Halden: Order ${number} is cancelled. ${card ? 'Your money comes back.' : 'Nothing was charged.'}`,
    refunded: ({ number, refunded }) => `Halden: ${refunded} back for order ${number}.`,
    'refund-failed': ({ number }) => `Halden: The refund for ${number} takes longer. We see to it.`,
  },
  order: (number) => `Order ${number}`,
  subtotal: 'Subtotal',
  shipping: 'Delivery',
  free: 'Free',
  total: 'Total',
  tax: (amount) => `Includes ${amount} value added tax`,
  tagline: 'Everyday objects, well made.',
  why: 'You get this message because you ordered from Halden.',
  preferences: 'Choose how we write to you',
};
