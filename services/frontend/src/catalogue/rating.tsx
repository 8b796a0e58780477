import type { ProductSummary } from '@halden/contracts';
import { formatNumber } from '../i18n/format.ts';
import { useLocale, useWords } from '../i18n/use-words.tsx';
import { Icon } from '../ui/icon.tsx';

/** What others think of it, in a line. */
export function Rating({ rating: { average, count } }: Pick<ProductSummary, 'rating'>) {
  const words = useWords().product;
  const locale = useLocale();
  if (count === 0) return null;
  return (
    <p className="rating small soft">
      <Icon name="star" filled />
      {words.rating(formatNumber(average, locale), count)}
    </p>
  );
}
