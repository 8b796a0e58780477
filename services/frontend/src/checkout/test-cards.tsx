import { payments } from '../api/shop.ts';
import { useResource } from '../data/use-resource.ts';
import { useAllWords } from '../i18n/use-words.tsx';
import type { CardFields } from './validation.ts';

const question = { key: 'test-cards', ask: () => payments.listTestCards() };

/** A month that is still to come. */
const someExpiry = () => `12/${String((new Date().getFullYear() + 2) % 100).padStart(2, '0')}`;

interface TestCardsProps {
  disabled: boolean;
  onUse: (card: CardFields) => void;
}

/** The cards of the simulated bank, to try what a payment can do. */
export function TestCards({ disabled, onUse }: TestCardsProps) {
  const { checkout: words } = useAllWords();
  const { data } = useResource(question);
  if (!data || data.length === 0) return null;
  return (
    <aside className="test-cards" aria-label={words.testCards}>
      <h3>{words.testCards}</h3>
      <p className="soft small">{words.testCardsLead}</p>
      <ul>
        {data.map(({ number, behaviour }) => (
          <li key={number}>
            <span>
              <span className="money">{number}</span>
              <span className="soft small">{words.behaviours[behaviour]}</span>
            </span>
            <button
              type="button"
              className="link-button"
              disabled={disabled}
              aria-label={words.useCard(number)}
              onClick={() => onUse({ number, expiry: someExpiry(), cvc: '123' })}
            >
              {words.use}
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
