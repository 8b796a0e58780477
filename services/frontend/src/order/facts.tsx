import type { Order } from '@halden/contracts';
import { countryName } from '../i18n/format.ts';
import { useLocale, useAllMessages } from '../i18n/use-messages.tsx';

/** Where it goes, how fast, and what it was paid with. */
export function OrderFacts({ order: { address, card, delivery, shipment } }: { order: Order }) {
  const { order: messages, checkout } = useAllMessages();
  const locale = useLocale();
  return (
    <dl className="order-facts">
      <div>
        <dt className="soft small">{messages.to}</dt>
        <dd>
          {address.name}
          <br />
          {[address.line1, address.line2].filter(Boolean).join(', ')}
          <br />
          {address.postalCode} {address.city}, {countryName(address.country, locale)}
        </dd>
      </div>
      <div>
        <dt className="soft small">{messages.deliveryBy}</dt>
        <dd>
          {checkout.methods[delivery]}
          {shipment && (
            <>
              <br />
              {messages.shippedWith(shipment.carrier)}
              {shipment.trackingCode && (
                <>
                  <br />
                  <span className="tracking">{shipment.trackingCode}</span>
                </>
              )}
            </>
          )}
        </dd>
      </div>
      {card && (
        <div>
          <dt className="soft small">{messages.paidWith}</dt>
          <dd className="card-name">{messages.cardEnding(card.brand, card.last4)}</dd>
        </div>
      )}
    </dl>
  );
}
