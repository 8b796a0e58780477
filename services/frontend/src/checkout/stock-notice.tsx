import type { Sku } from '@halden/contracts';
import type { CartLine, LineTrouble } from '../cart/cart.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import { Notice } from '../ui/notice.tsx';

export interface TroubledLine {
  line: CartLine;
  /** None: it was refused a moment ago, and is there again. */
  trouble: LineTrouble | undefined;
}

interface StockNoticeProps {
  lines: readonly TroubledLine[];
  onRemove: (sku: Sku) => void;
  onQuantity: (line: CartLine, quantity: number) => void;
}

/** What cannot be ordered as it is, line by line, each with the way on. */
export function StockNotice({ lines, onRemove, onQuantity }: StockNoticeProps) {
  const { checkout: own, cart: messages } = useAllMessages();
  return (
    <Notice mood="warn" title={own.stockTitle}>
      <p>{own.stockText}</p>
      <ul className="notice-lines">
        {lines.map(({ line, trouble }) => (
          <li key={line.sku}>
            <span>
              <strong>{line.name}</strong> <span className="soft">{line.variant}</span>
              <br />
              {trouble === undefined && own.thereAgain}
              {trouble?.kind === 'out' && own.soldOut}
              {trouble?.kind === 'gone' && messages.gone}
              {trouble?.kind === 'fewer' && messages.onlyLeft(trouble.available)}
            </span>
            {trouble?.kind === 'fewer' && (
              <button type="button" className="button" onClick={() => onQuantity(line, trouble.available)}>
                {messages.useAvailable(trouble.available)}
              </button>
            )}
            {(trouble?.kind === 'out' || trouble?.kind === 'gone') && (
              <button
                type="button"
                className="button"
                aria-label={own.takeOutNamed(line.name)}
                onClick={() => onRemove(line.sku)}
              >
                {own.takeOut}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
