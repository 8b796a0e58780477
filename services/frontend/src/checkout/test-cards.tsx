import { payments } from '../api/shop.ts';
import { useResource } from '../data/use-resource.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import type { CardFields } from './validation.ts';

const testCards = { key: 'test-cards', load: () => payments.listTestCards() };

/** A month that is still to come. */
const someExpiry = () => `12/${String((new Date().getFullYear() + 2) % 100).padStart(2, '0')}`;

interface TestCardsProps {
  disabled: boolean;
  onUse: (card: CardFields) => void;
}

/** The cards of the simulated bank, to try what a payment can do. */
export function TestCards({ disabled, onUse }: TestCardsProps) {
  const { checkout: messages } = useAllMessages();
  const { data } = useResource(testCards);
  if (!data || data.length === 0) return null;
  return (
    <aside className="test-cards" aria-label={messages.testCards}>
      <h3>{messages.testCards}</h3>
      <p className="soft small">{messages.testCardsLead}</p>
      <ul>
        {data.map(({ number, behaviour }) => (
          <li key={number}>
            <span>
              <span className="money">{number}</span>
              <span className="soft small">{messages.behaviours[behaviour]}</span>
            </span>
            <button
              type="button"
              className="link-button"
              disabled={disabled}
              aria-label={messages.useCard(number)}
              onClick={() => onUse({ number, expiry: someExpiry(), cvc: '123' })}
            >
              {messages.use}
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
