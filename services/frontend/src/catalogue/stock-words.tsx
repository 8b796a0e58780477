import type { Variant } from '@halden/contracts';
import { useWords } from '../i18n/use-words.tsx';
import { Icon } from '../ui/icon.tsx';

/** Whether there is one, in words with a sign. */
export function StockWords({ variant: { availability, left } }: { variant: Variant }) {
  const words = useWords().product;
  const [icon, text] =
    availability === 'out'
      ? (['close', words.out] as const)
      : availability === 'low' && left !== undefined
        ? (['clock', words.leftLong(left)] as const)
        : (['check', words.inStock] as const);
  return (
    <p className={`stock ${availability}`}>
      <Icon name={icon} />
      {text}
    </p>
  );
}
