import type { Variant } from '@halden/contracts';
import { useMessages } from '../i18n/use-messages.tsx';
import { Icon } from '../ui/icon.tsx';

/** Whether there is one, as a text with an icon. */
export function StockLabel({ variant: { availability, left } }: { variant: Variant }) {
  const messages = useMessages().product;
  const [icon, text] =
    availability === 'out'
      ? (['close', messages.out] as const)
      : availability === 'low' && left !== undefined
        ? (['clock', messages.leftLong(left)] as const)
        : (['check', messages.inStock] as const);
  return (
    <p className={`stock ${availability}`}>
      <Icon name={icon} />
      {text}
    </p>
  );
}
