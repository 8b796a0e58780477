import type { Facts } from './facts.ts';
import { cardInBrackets, type DeclineMessages, sentBy, type Messages } from './messages.ts';

const declined: DeclineMessages = {
  card_declined: {
    what: 'Die Bank hat diese Karte abgelehnt.',
    next: 'Versuchen Sie es mit einer anderen Karte, oder fragen Sie Ihre Bank.',
  },
  insufficient_funds: {
    what: 'Auf dem Konto dieser Karte war nicht genug Geld.',
    next: 'Versuchen Sie es mit einer anderen Karte, oder noch einmal, wenn das Konto gedeckt ist.',
  },
  provider_timeout: {
    what: 'Die Bank hat nicht rechtzeitig geantwortet, darum haben wir die Zahlung zurückgezogen.',
    next: 'Versuchen Sie es etwas später noch einmal.',
  },
  payment_method_expired: {
    what: 'Wir bewahren Kartendaten nur eine Stunde auf, und diese Stunde war vorbei.',
    next: 'Geben Sie die Karte noch einmal ein.',
  },
  stock_unavailable: {
    what: 'Etwas daraus war ausverkauft, bevor die Zahlung ankam. Das tut uns leid.',
    next: 'Bestellen Sie ohne diesen Artikel noch einmal, oder sehen Sie nach, wann es ihn wieder gibt.',
  },
};

const card = (facts: Facts) => `Karte${cardInBrackets(facts, 'Endung')}`;

export const de: Messages = {
  emails: {
    placed: ({ number, name }) => ({
      subject: `Wir haben Ihre Bestellung ${number}`,
      heading: 'Wir haben Ihre Bestellung.',
      paragraphs: [
        `Vielen Dank, ${name}. Wir ziehen jetzt die Zahlung ein und schreiben Ihnen wieder, sobald das geklappt hat.`,
      ],
      action: 'Bestellung ansehen',
    }),
    paid: (facts) => ({
      subject: `Bestellung ${facts.number} ist bezahlt`,
      heading: 'Bezahlt. Wir packen sie ein.',
      paragraphs: [`Vielen Dank, ${facts.name}. Wir haben ${facts.total} von Ihrer ${card(facts)} abgebucht.`],
      action: 'Bestellung verfolgen',
    }),
    shipped: (facts) => ({
      subject: `Bestellung ${facts.number} ist unterwegs`,
      heading: 'Ihre Bestellung ist unterwegs.',
      paragraphs: [
        `Guten Tag, ${facts.name}. Wir haben Ihre Bestellung an ${sentBy(facts, 'Sendungsnummer')} übergeben.`,
      ],
      action: 'Bestellung verfolgen',
    }),
    declined: ({ number, name, declineReason = 'card_declined' }) => ({
      subject: `Die Zahlung für Bestellung ${number} hat nicht geklappt`,
      heading: 'Die Zahlung hat nicht geklappt.',
      paragraphs: [
        `Guten Tag, ${name}. ${declined[declineReason].what} Es wurde nichts abgebucht, und was Sie ausgesucht hatten, steht wieder im Regal.`,
        declined[declineReason].next,
      ],
      action: 'Bestellung ansehen',
    }),
    cancelled: (facts) => ({
      subject: `Bestellung ${facts.number} ist storniert`,
      heading: 'Ihre Bestellung ist storniert.',
      paragraphs: [
        `Guten Tag, ${facts.name}. ${facts.declineReason === 'stock_unavailable' ? declined.stock_unavailable.what : 'Wir haben sie zurückgenommen, wie Sie es wollten.'}`,
        facts.card
          ? `Wir erstatten ${facts.rest} auf Ihre ${card(facts)}. Bis Ihre Bank es anzeigt, kann es einige Tage dauern.`
          : 'Es wurde nichts abgebucht.',
      ],
      action: 'Bestellung ansehen',
    }),
    refunded: (facts) => ({
      subject: `Geld zurück für Bestellung ${facts.number}`,
      heading: 'Ihr Geld ist auf dem Weg zurück.',
      paragraphs: [
        `Guten Tag, ${facts.name}. ${
          facts.isAllRefunded
            ? `Wir haben alles, ${facts.refunded}, auf Ihre ${card(facts)} erstattet.`
            : `Bisher haben wir ${facts.refunded} von ${facts.total} auf Ihre ${card(facts)} erstattet.`
        }`,
        'Bis Ihre Bank es anzeigt, kann es einige Tage dauern.',
      ],
      action: 'Bestellung ansehen',
    }),
    'refund-failed': (facts) => ({
      subject: `Ihre Erstattung für Bestellung ${facts.number} dauert länger`,
      heading: 'Ihre Erstattung dauert länger.',
      paragraphs: [
        `Guten Tag, ${facts.name}. Die Bank hat die Erstattung auf Ihre ${card(facts)} nicht angenommen. Wir kümmern uns darum und schreiben Ihnen wieder, sobald Ihr Geld unterwegs ist. Sie müssen nichts tun.`,
      ],
      action: 'Bestellung ansehen',
    }),
  },
  sms: {
    placed: ({ number }) => `Halden: Wir haben Ihre Bestellung ${number}.`,
    paid: ({ number }) => `Halden: Bestellung ${number} ist bezahlt. Wir packen ein.`,
    shipped: ({ number }) => `Halden: Bestellung ${number} ist unterwegs.`,
    declined: ({ number }) => `Halden: Zahlung ${number} fehlgeschlagen. Nichts abgebucht.`,
    cancelled: ({ number, card }) =>
      `Halden: Bestellung ${number} storniert. ${card ? 'Geld kommt zurück.' : 'Nichts abgebucht.'}`,
    refunded: ({ number, refunded }) => `Halden: ${refunded} zurück für Bestellung ${number}.`,
    'refund-failed': ({ number }) => `Halden: Erstattung für ${number} dauert länger. Wir kümmern uns.`,
  },
  order: (number) => `Bestellung ${number}`,
  subtotal: 'Zwischensumme',
  shipping: 'Lieferung',
  free: 'Kostenlos',
  total: 'Gesamt',
  tax: (amount) => `Enthält ${amount} Mehrwertsteuer`,
  tagline: 'Alltagsdinge, gut gemacht.',
  why: 'Sie bekommen diese Nachricht, weil Sie bei Halden bestellt haben.',
  preferences: 'Wählen, wie wir Ihnen schreiben',
};
