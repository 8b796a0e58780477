import type { ProductSummary } from '@halden/contracts';
import { formatNumber } from '../i18n/format.ts';
import { useLocale, useMessages } from '../i18n/use-messages.tsx';
import { Icon } from '../ui/icon.tsx';

/** What others think of it, in a line. */
export function Rating({ rating: { average, count } }: Pick<ProductSummary, 'rating'>) {
  const messages = useMessages().product;
  const locale = useLocale();
  if (count === 0) return null;
  return (
    <p className="rating small soft">
      <Icon name="star" filled />
      {messages.rating(formatNumber(average, locale), count)}
    </p>
  );
}
