import type { Order } from '@halden/contracts';
import { countryName } from '../i18n/format.ts';
import { useLocale, useAllWords } from '../i18n/use-words.tsx';

/** Where it goes, how fast, and what it was paid with. */
export function OrderFacts({ order: { address, card, delivery } }: { order: Order }) {
  const { order: words, checkout } = useAllWords();
  const locale = useLocale();
  return (
    <dl className="order-facts">
      <div>
        <dt className="soft small">{words.to}</dt>
        <dd>
          {address.name}
          <br />
          {[address.line1, address.line2].filter(Boolean).join(', ')}
          <br />
          {address.postalCode} {address.city}, {countryName(address.country, locale)}
        </dd>
      </div>
      <div>
        <dt className="soft small">{words.deliveryBy}</dt>
        <dd>{checkout.methods[delivery]}</dd>
      </div>
      {card && (
        <div>
          <dt className="soft small">{words.paidWith}</dt>
          <dd className="card-name">{words.cardEnding(card.brand, card.last4)}</dd>
        </div>
      )}
    </dl>
  );
}
